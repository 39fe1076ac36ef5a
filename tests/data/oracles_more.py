#!/usr/bin/env python3
"""Writes oracles_more.json: the models of oracles.json with other parameters.

Nothing here knows of isthmus; closed forms and small numerical solutions, by the standard library.
    python3 tests/data/oracles_more.py > tests/data/oracles_more.json
"""
import json
from math import ceil, exp, factorial, floor, fsum, log, log2, sqrt

ENTRIES = []


def add(name, model, parameters, expected, source, kind="exact", **more):
    expected = {key: [float("%.10g" % v) for v in value] if isinstance(value, list)
                else float("%.10g" % value) for key, value in expected.items()}
    ENTRIES.append({"id": name, "model": model, "kind": kind, "parameters": parameters,
                    "expected": expected, "source": source, **more})


def solved(function, value, low, high):
    """Where a rising function has a value."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < value else (low, middle)
    return (low + high) / 2


def quantiles(name, distribution, mean, ps=(0.5, 0.9, 0.99)):
    return {"%s_p%g_s" % (name, 100 * p): 0 if distribution(0) >= p
            else solved(distribution, p, 0, 200 * mean) for p in ps}


def erlang_c(c, a):
    blocked = 1.0
    for n in range(1, c + 1):
        blocked = a * blocked / (n + a * blocked)
    return blocked / (1 - a / c * (1 - blocked))


def station(rate, mean, c, service="exponential", **more):
    return {"arrival_rate_per_s": rate, "arrivals": "poisson", "service": service,
            "service_mean_s": mean, "servers": c, "discipline": "FCFS", **more}


def mmc(rate, mean, c):
    a = rate * mean
    waits = erlang_c(c, a)
    spare = c / mean - rate
    mu = 1 / mean

    def sojourn(t):
        if abs(spare - mu) < 1e-9 * mu:
            return 1 - exp(-mu * t) - waits * mu * t * exp(-mu * t)
        return (1 - (1 - waits) * exp(-mu * t)
                - waits * (spare * exp(-mu * t) - mu * exp(-spare * t)) / (spare - mu))

    wait = waits / spare
    add("mm%d_lam%g_m%g" % (c, rate, mean), "M/M/%d" % c, station(rate, mean, c),
        {"utilization": a / c, "prob_wait": waits, "wait_mean_s": wait,
         "sojourn_mean_s": wait + mean, "L_mean": rate * (wait + mean), "Lq_mean": rate * wait,
         **quantiles("wait", lambda t: 1 - waits * exp(-spare * t), mean),
         **quantiles("sojourn", sojourn, mean)}, "Erlang 1917; Gross & Harris ch. 2")


def md1(rate, d):
    rho = rate * d

    def wait(t):  # Erlang 1909
        return (1 - rho) * fsum((-rate * (t - k * d)) ** k / factorial(k) * exp(rate * (t - k * d))
                                for k in range(int(t / d) + 1))

    mean = rho * d / (2 * (1 - rho))
    squares = 2 * mean ** 2 + rate * d ** 3 / (3 * (1 - rho))
    add("md1_lam%g_D%g" % (rate, d), "M/D/1", station(rate, d, 1, "deterministic"),
        {"utilization": rho, "wait_mean_s": mean, "sojourn_mean_s": mean + d,
         "wait_sd_s": sqrt(squares - mean ** 2), **quantiles("wait", wait, d / 10)},
        "Erlang 1909; Pollaczek-Khinchine")


def mg1(name, service, rate, m1, m2, m3, **more):
    rho = rate * m1
    wait = rate * m2 / (2 * (1 - rho))
    add("mg1_" + name, "M/G/1 FCFS", station(rate, m1, 1, service, **more),
        {"utilization": rho, "prob_wait": rho, "wait_mean_s": wait, "sojourn_mean_s": wait + m1,
         "wait_sd_s": sqrt(2 * wait ** 2 + rate * m3 / (3 * (1 - rho)) - wait ** 2),
         "L_mean": rate * (wait + m1)}, "Pollaczek-Khinchine; Takacs for the second moment")


def ps(name, service, rate, m1, **more):
    rho = rate * m1
    add("mg1ps_" + name, "M/G/1-PS",
        {**station(rate, m1, 1, service, **more), "discipline": "PS"},
        {"utilization": rho, "sojourn_mean_s": m1 / (1 - rho), "L_mean": rho / (1 - rho),
         "slowdown_mean": 1 / (1 - rho)}, "Sakata, Noguchi & Oizumi 1971")


def mmck(rate, mean, c, room):
    weights = [1.0]
    for n in range(1, room + 1):
        weights.append(weights[-1] * rate * mean / min(n, c))
    total = fsum(weights)
    p = [w / total for w in weights]
    carried = rate * (1 - p[-1])
    present = fsum(n * q for n, q in enumerate(p))
    add("mm%dk%d_lam%g" % (c, room, rate), "M/M/%d/%d" % (c, room),
        station(rate, mean, c, capacity_total=room),
        {"blocking_prob": p[-1], "throughput_per_s": carried, "L_mean": present,
         "sojourn_accepted_mean_s": present / carried, "utilization": carried * mean / c,
         "wait_accepted_mean_s": present / carried - mean}, "birth-death chain")


def loss(rate, mean, c):
    blocked = 1.0
    for n in range(1, c + 1):
        blocked = rate * mean * blocked / (n + rate * mean * blocked)
    add("erlangB_c%d_a%g" % (c, rate * mean), "M/G/%d/%d (Erlang B, insensitive)" % (c, c),
        {"arrival_rate_per_s": rate, "service_mean_s": mean, "servers": c, "capacity_total": c,
         "service": ["exponential", "deterministic", "erlang3"]},
        {"blocking_prob": blocked, "carried_erlangs": rate * mean * (1 - blocked)}, "Erlang 1917")


def gm1(name, model, parameters, rate, mean, transform):
    """GI/M/1: sigma solves sigma = A*(mu (1 - sigma))."""
    sigma = 0.5
    for _ in range(10000):
        sigma = transform((1 - sigma) / mean)
    sojourn = mean / (1 - sigma)
    add(name, model, parameters,
        {"utilization": rate * mean, "prob_wait": sigma, "wait_mean_s": sigma * sojourn,
         "sojourn_mean_s": sojourn,
         **{"sojourn_p%g_s" % (100 * p): -log(1 - p) * sojourn for p in (0.5, 0.9, 0.99)}},
        "Kleinrock vol. 1 ch. 6")


def mmpp(r0, r1, q0, q1, mean):
    """The rate matrix of the quasi-birth-death chain, by iteration."""
    mu = 1 / mean

    def product(a, b):
        return [[fsum(a[i][k] * b[k][j] for k in (0, 1)) for j in (0, 1)] for i in (0, 1)]

    up = [[r0, 0], [0, r1]]
    diagonal = [[-(q0 + r0 + mu), q0], [q1, -(q1 + r1 + mu)]]
    det = diagonal[0][0] * diagonal[1][1] - q0 * q1
    inverse = [[-diagonal[1][1] / det, q0 / det], [q1 / det, -diagonal[0][0] / det]]
    r = [[0.0, 0.0], [0.0, 0.0]]
    for _ in range(200000):
        squared = product(r, r)
        r = product([[up[i][j] + mu * squared[i][j] for j in (0, 1)] for i in (0, 1)], inverse)
    rate = (r0 * q1 + r1 * q0) / (q0 + q1)
    # pi0 (Q - up + mu R) = 0 with Q - up the generator without service.
    a = [[-(q0 + r0) + mu * r[0][0], q0 + mu * r[0][1]], [0, 0]]
    a[1] = [q1 + mu * r[1][0], -(q1 + r1) + mu * r[1][1]]
    empty = [-a[1][0], a[0][0]]
    scale = (1 - rate * mean) / (empty[0] + empty[1])
    level = [scale * x for x in empty]
    present, n, tail = 0.0, 0, {}
    while level[0] + level[1] > 1e-18:
        present += n * (level[0] + level[1])
        tail[n] = level[0] + level[1]
        level = [level[0] * r[0][j] + level[1] * r[1][j] for j in (0, 1)]
        n += 1
    add("mmpp_m1_%g_%g" % (r0, r1), "MMPP(2)/M/1 (bursty arrivals)",
        {"rate_state0_per_s": r0, "rate_state1_per_s": r1, "switch_0to1_per_s": q0,
         "switch_1to0_per_s": q1, "service": "exponential", "service_mean_s": mean, "servers": 1},
        {"arrival_rate_mean_per_s": rate, "utilization": rate * mean, "L_mean": present,
         "sojourn_mean_s": present / rate,
         "prob_L_ge_5": fsum(p for k, p in tail.items() if k >= 5)}, "Neuts 1981")


def tandem(rate, rates, delay):
    spare = [r - rate for r in rates]
    parts = []
    for i, s in enumerate(spare):
        weight = 1.0
        for j, other in enumerate(spare):
            weight *= 1 if i == j else other / (other - s)
        parts.append((weight, s))
    whole = fsum(1 / s for s in spare)

    def response(t):
        return 1 - fsum(w * exp(-s * t) for w, s in parts)

    found = quantiles("response", response, whole)
    add("tandem_mm1_%d_lam%g" % (len(rates), rate),
        "tandem of M/M/1 FCFS + constant delay, one visit each",
        {"arrival_rate_per_s": rate, "service_rates_per_s": rates, "constant_delay_s": delay},
        {"response_mean_s": whole + delay, "response_sd_s": sqrt(fsum(s ** -2 for s in spare)),
         **{key: value + delay for key, value in found.items()}}, "Reich 1957; hypoexponential law")


def jackson(mode, rate, wan, places):
    parameters, expected, response = [], {}, 2 * wan
    for name, mu, c, visits in places:
        parameters.append({"name": name, "service": "exponential", "service_rate_per_s": mu,
                           "servers": c, "visits": visits})
        a = rate * visits / mu
        wait = erlang_c(c, a) / (c * mu - rate * visits)
        expected.update({name + "_utilization": a / c, name + "_wait_mean_s": wait,
                         name + "_L_mean": rate * visits * (wait + 1 / mu)})
        response += visits * (wait + 1 / mu)
    add("jackson_mesh_%s_lam%g" % (mode, rate),
        "open Jackson network (mesh path, request and response both served by each proxy)",
        {"mode": mode, "arrival_rate_per_s": rate, "wan_one_way_s": wan, "wan_crossings": 2,
         "stations": parameters}, {**expected, "response_mean_s": response}, "Jackson 1957")


def closed(clients, think, demands):
    queues = [0.0] * len(demands)
    for n in range(1, clients + 1):
        stays = [d * (1 + q) for d, q in zip(demands, queues)]
        passed = n / (think + fsum(stays))
        queues = [passed * s for s in stays]
    add("mva_N%d_Z%g" % (clients, think),
        "closed network, exact MVA (single-server FCFS exp or PS any law)",
        {"clients": clients, "think_mean_s": think, "demands_s": demands},
        {"throughput_per_s": passed, "response_mean_s": fsum(stays), "queue_lengths": queues,
         "bottleneck_utilization": passed * max(demands)}, "Reiser & Lavenberg 1980")


def repairman(clients, think, mu, c):
    weights = [1.0]
    for n in range(1, clients + 1):
        weights.append(weights[-1] * (clients - n + 1) / think / (min(n, c) * mu))
    p = [w / fsum(weights) for w in weights]
    present = fsum(n * q for n, q in enumerate(p))
    passed = fsum(min(n, c) * mu * q for n, q in enumerate(p))
    add("repairman_N%d_c%d" % (clients, c), "M/M/%d//N (machine repairman)" % c,
        {"clients": clients, "think_mean_s": think, "service_rate_per_s": mu, "servers": c},
        {"throughput_per_s": passed, "response_mean_s": present / passed,
         "utilization": passed / mu / c, "L_mean": present}, "birth-death chain")


def classes(rates, demands, delays):
    loads = {}
    for name, parts in demands.items():
        for place, demand in parts.items():
            loads[place] = loads.get(place, 0) + rates[name] * demand
    expected = {place + "_utilization": load for place, load in loads.items()}
    expected.update({place + "_L_mean": load / (1 - load) for place, load in loads.items()})
    for name, parts in demands.items():
        expected[name + "_response_mean_s"] = delays[name] + fsum(
            demand / (1 - loads[place]) for place, demand in parts.items())
    add("bcmp_ps_%dclass" % len(rates), "BCMP open multi-class, single-server PS stations, IS delays",
        {"classes": {n: {"rate_per_s": rates[n], "demand_s": demands[n], "delay_total_s": delays[n]}
                     for n in rates}, "discipline": "PS"}, expected, "Baskett et al. 1975")


def fan_out(branches, mean):
    def slowest(t):
        return (1 - exp(-t / mean)) ** branches

    add("fanout_max%d_exp" % branches,
        "max of %d iid exponential delays (no queueing)" % branches,
        {"branches": branches, "mean_s": mean},
        {"response_mean_s": mean * fsum(1 / k for k in range(1, branches + 1)),
         **quantiles("response", slowest, mean)}, "Renyi 1953")


def hedge(mean, after):
    def answered(t):
        return 1 - exp(-t / mean) * (exp(-(t - after) / mean) if t > after else 1)

    late = exp(-after / mean)
    add("hedge_exp_d%gms" % (after * 1e3), "hedged request: second copy after delay d, first answer "
        "wins (delay stations, exp)", {"mean_s": mean, "hedge_delay_s": after},
        {"response_mean_s": mean * (1 - late) + late * mean / 2, "extra_requests_fraction": late,
         **quantiles("response", answered, mean)}, "minimum of two exponentials")


def retries(p, most, latency):
    attempts = fsum(p ** k for k in range(most + 1))
    add("retry_p%g_R%d" % (p, most),
        "Bernoulli failures, at most R retries, no backoff, attempt latency constant",
        {"p_fail": p, "max_retries": most, "attempt_latency_s": latency},
        {"success_prob": 1 - p ** (most + 1), "attempts_mean": attempts,
         "response_mean_s": attempts * latency}, "truncated geometric law")


def time_outs(mean, tau, most):
    q = exp(-tau / mean)
    attempts = fsum(q ** k for k in range(most + 1))
    one = mean * (1 - q)  # E[min(X, tau)]
    success = 1 - q ** (most + 1)
    lost = q ** (most + 1) * (most + 1) * tau
    add("timeout_exp_tau%gms_R%d" % (tau * 1e3, most),
        "per-try timeout tau, at most R retries, exponential attempt latency (delay station)",
        {"mean_s": mean, "per_try_timeout_s": tau, "max_retries": most},
        {"success_prob": success, "attempts_mean": attempts, "response_mean_all_s": attempts * one,
         "response_mean_success_s": (attempts * one - lost) / success}, "truncated exponential law")


def choices(rho, d, backends):
    mean = 0.001
    total = fsum(rho ** ((d ** i - d) / (d - 1)) for i in range(1, 12))
    add("p%dc_limit_rho%g" % (d, 100 * rho), "least-request with 2 choices, n -> infinity servers",
        {"rho": rho, "service_mean_s": mean, "choices": d, "backends": backends},
        {"sojourn_mean_s": mean * total}, "Mitzenmacher 1996; Vvedenskaya et al. 1996", "limit",
        tolerance_rel=0.01)


def transient(rate, mu, times):
    """Uniformisation of a chain that is cut off where nobody gets."""
    size, step = 400, rate + mu
    expected = {}
    for t in times:
        p = [1.0] + [0.0] * (size - 1)
        weight, done = exp(-step * t), [0.0] * size
        for k in range(1, int(step * t + 12 * sqrt(step * t) + 40)):
            done = [d + weight * x for d, x in zip(done, p)]
            p = [(p[n - 1] * rate if n else p[0] * mu) / step
                 + (p[n + 1] * mu / step if n + 1 < size else 0) for n in range(size)]
            weight *= step * t / k
        expected["L_mean_at_%gs" % t] = fsum(n * q for n, q in enumerate(done))
        expected["prob_empty_at_%gs" % t] = done[0]
    add("mm1_transient_lam%g" % rate, "M/M/1 transient from empty",
        {**station(rate, 1 / mu, 1), "initial_customers": 0}, expected, "uniformisation")


def first_byte(mode, segments, tls):
    path = fsum(segments)
    flights = {"1.3": 1, "1.2": 2, "1.3_0rtt": 0, "1.3_psk": 1}[tls]
    parameters = {"mode": mode, "segment_rtts_s": segments, "tls": tls}
    add("rtt_%s_tls%s_%gms" % (mode, tls, path * 1e3), "RTT accounting, new TLS connection through "
        "SNI-passthrough gateways, no processing cost", parameters,
        {"first_byte_s": (2 + flights) * path, "rtt_multiple_of_path": 2 + flights,
         "connect_s": segments[0]}, "RFC 9293, RFC 8446, RFC 5246")


def transfer(size, rtt, megabits):
    segments = ceil(size / 1460)
    rounds = ceil(log2(segments / 10 + 1))
    rate = megabits * 1e6 / 8
    sent, window, time = 0, 10, rtt
    while segments - sent > window and window * 1500 / rate < rtt + 1500 / rate:
        sent, window, time = sent + window, 2 * window, time + rtt + 1500 / rate
    time += (size - sent * 1460 + 40 * (segments - sent)) / rate
    add("slowstart_%dB_rtt%gms_%gmbps" % (size, rtt * 1e3, megabits), "TCP slow start from IW10, one "
        "ACK per segment, no loss, no receive-window limit",
        {"bytes": size, "rtt_s": rtt, "bottleneck_mbit_per_s": megabits, "mss": 1460,
         "iw_segments": 10, "header_bytes": 40},
        {"rounds": rounds, "request_to_last_byte_s": time,
         "warm_window_s": rtt + size * 1500 / 1460 / rate}, "RFC 6928, RFC 5681")


def bounds(ca, cs, rho):
    mean = 0.002
    add("gg1_bound_ca%g_cs%g_rho%g" % (ca, cs, 100 * rho), "G/G/1 bounds",
        {"rho": rho, "service_mean_s": mean, "interarrival_scv": ca, "service_scv": cs},
        {"wait_mean_upper_kingman_s": mean * rho * (ca / rho ** 2 + cs) / (2 * (1 - rho)),
         "wait_mean_upper_daley_s": mean * rho * ((2 - rho) * ca / rho + cs) / (2 * (1 - rho))},
        "Kingman 1962, Daley 1977", "bound")


def stations():
    mmc(120, 0.005, 1)
    mmc(450, 0.004, 3)
    mmc(9000, 0.0005, 6)
    md1(300, 0.002)
    mg1("erlang3", "erlang3", 400, 0.0015, 4 / 3 * 0.0015 ** 2, 20 / 9 * 0.0015 ** 3)
    mg1("uniform", "uniform", 150, 0.004, (0.007 ** 3 - 0.001 ** 3) / (3 * 0.006),
        (0.007 ** 4 - 0.001 ** 4) / (4 * 0.006), low_s=0.001, high_s=0.007)
    m, scv = 0.002, 2.0
    mg1("lognormal_scv2", "lognormal", 250, m, m ** 2 * (1 + scv), m ** 3 * (1 + scv) ** 3,
        service_scv=scv)
    p, a, b = 0.75, 1 / 900.0, 1 / 150.0
    mean = p * a + (1 - p) * b
    mg1("hyperexp", "hyperexponential2", 200, mean, 2 * (p * a ** 2 + (1 - p) * b ** 2),
        6 * (p * a ** 3 + (1 - p) * b ** 3), p=p, mu1_per_s=900, mu2_per_s=150)
    ps("erlang2", "erlang2", 300, 0.002)
    ps("uniform", "uniform", 200, 0.003, low_s=0.001, high_s=0.005)
    mmck(500, 0.004, 2, 6)
    mmck(300, 0.002, 1, 3)
    loss(250, 0.02, 6)
    gm1("dm1_lam400", "D/M/1 (constant-rate open-loop load)",
        {**station(400, 0.0015, 1), "arrivals": "deterministic"}, 400, 0.0015,
        lambda s: exp(-s / 400))
    gm1("e3m1_lam600", "E3/M/1", {**station(600, 0.001, 1), "arrivals": "erlang3"}, 600, 0.001,
        lambda s: (1800 / (1800 + s)) ** 3)
    gm1("rr4_em1_lam2800", "round-robin over 4 M servers: each E4/M/1",
        {"arrival_rate_total_per_s": 2800, "backends": 4, "lb": "round_robin",
         "service": "exponential", "service_mean_s": 0.001, "servers_per_backend": 1}, 700, 0.001,
        lambda s: (2800 / (2800 + s)) ** 4)
    gm1("h2m1_lam300", "H2/M/1 (bursty renewal arrivals)",
        {"arrival_rate_per_s": 300, "arrivals": "hyperexponential2", "p": 0.8, "rate1_per_s": 480,
         "rate2_per_s": 120, "service": "exponential", "service_mean_s": 0.002, "servers": 1}, 300,
        0.002, lambda s: 0.8 * 480 / (480 + s) + 0.2 * 120 / (120 + s))
    mmpp(200, 600, 40, 60, 0.002)
    bounds(2, 0.5, 0.6)


def networks():
    tandem(200, [300, 450], 0.002)
    proxies = [("sidecarA", 3000, 1, 2), ("gatewayB", 4000, 2, 2), ("sidecarB", 3000, 1, 2),
               ("service", 200, 6, 1)]
    jackson("remote", 900, 0.01, proxies)
    closed(6, 0.01, [0.002, 0.001, 0.0005, 0.003])
    repairman(10, 0.05, 80, 2)
    classes({"short": 150, "long": 30}, {"short": {"near": 0.001, "far": 0.002},
                                         "long": {"near": 0.004, "far": 0.01}},
            {"short": 0.002, "long": 0.02})
    add("forkjoin2_lam300", "fork-join of two M/M/1 queues (fan-out 2, wait for both)",
        {"arrival_rate_per_s": 300, "service_rate_per_s": 800, "branches": 2},
        {"response_mean_s": (12 - 300 / 800) / 8 / 500}, "Flatto & Hahn 1984")
    fan_out(4, 0.02)
    add("retry_feedback_p0.4", "M/M/1 with Bernoulli immediate retry (p_fail=0.4, unbounded)",
        {"arrival_rate_per_s": 300, "service_rate_per_s": 800, "p_fail": 0.4},
        {"attempt_rate_per_s": 500, "utilization": 0.625, "attempts_mean": 1 / 0.6,
         "response_total_mean_s": 1 / 0.6 / 300}, "Jackson 1957")
    hedge(0.02, 0.01)
    retries(0.25, 1, 0.003)
    time_outs(0.01, 0.012, 3)
    choices(0.7, 2, 1000)
    choices(0.8, 3, 1000)
    add("pool_idle_lam2_tau0.7", "connection pool with idle timeout, one route, negligible service: "
        "a request is cold iff the previous gap exceeded tau",
        {"arrival_rate_per_s": 2, "idle_timeout_s": 0.7, "rtt_s": 0.02, "cold_rtts": 3,
         "warm_rtts": 1}, {"cold_prob": exp(-1.4), "response_mean_s": 0.02 * (1 + 2 * exp(-1.4))},
        "exponential gaps", "limit", tolerance_rel=0.001)
    transient(6, 10, [0.2, 1, 5])
    add("rare_overflow_rho60_n25",
        "M/M/1: P(queue reaches n before emptying | busy period starts with 1)",
        {"rho": 0.6, "level": 25}, {"overflow_prob": (1 / 0.6 - 1) / (0.6 ** -25 - 1),
                                    "prob_L_ge_n_stationary": 0.6 ** 25}, "gambler's ruin")
    up = 1 - 0.05 ** 3
    add("reach_gw0.95_k3",
        "availability of a path: series of sidecars, k-replicated gateways, service",
        {"gateway_availability": 0.95, "gateway_replicas": 3, "sidecar_availability": 0.99,
         "service_availability": 0.98}, {"none": 0.99 ** 2 * 0.98, "remote": 0.99 ** 2 * 0.98 * up,
                                         "local": 0.99 ** 2 * 0.98 * up ** 2}, "independent parts")


def paths():
    for tls in ("1.3", "1.2", "1.3_0rtt"):
        first_byte("none", [0.03], tls)
        first_byte("remote", [0.04, 0.001], tls)
        first_byte("local", [0.0002, 0.025, 0.0008], tls)
    transfer(40000, 0.03, 100)
    transfer(250000, 0.02, 500)
    z = 1.959964
    n, p = 5000, 0.9
    add("quantile_ci_iid_n5000_p0.9", "order-statistic CI ranks for a quantile, iid data",
        {"n": n, "p": p, "confidence": 0.95}, {"rank_low": floor(n * p - z * sqrt(n * p * (1 - p))),
        "rank_high": ceil(n * p + z * sqrt(n * p * (1 - p))) + 1}, "binomial ranks", "invariant")
    rho = 0.7
    add("mm1_runlength_rho70", "M/M/1 asymptotic variance of the mean wait",
        {"rho": rho, "service_mean_s": 1.0}, {"wait_mean_s": rho / (1 - rho),
        "asymptotic_variance": rho * (2 + 5 * rho - 4 * rho ** 2 + rho ** 3) / (1 - rho) ** 4},
        "Whitt 1989")


stations()
networks()
paths()
print(json.dumps({"generated_by": "tests/data/oracles_more.py", "units": "seconds, 1/s, bytes",
                  "oracles": ENTRIES}, indent=1))
