Kind = "proxy-defaults"
Name = "global"
