"""MESH with SimPy: a process for each request, a resource for each station.

    mesh_simpy.py PARTITIONS SECONDS      prints requests, mean latency in ms
"""

import random
import sys

import simpy

SERVICES = 12


def main(partitions, seconds):
    env = simpy.Environment()
    chance = random.Random(1)
    station = {}
    for p in range(partitions):
        station["gateway", p] = simpy.Resource(env, 4), 50e-6
        for s in range(SERVICES):
            station["sidecar", p, s] = simpy.Resource(env, 2), 100e-6
            station["app", p, s] = simpy.Resource(env, 8), 1e-3
    latencies = []

    def request(way):
        began = env.now
        for (resource, mean), onward in way:
            with resource.request() as turn:
                yield turn
                yield env.timeout(chance.expovariate(1 / mean))
            if onward > 0:
                yield env.timeout(onward)
        latencies.append(env.now - began)

    def client(p, s):
        far = (p + 1 + s % (partitions - 1)) % partitions
        there = [("sidecar", p, s), ("gateway", p), ("gateway", far), ("sidecar", far, s), ("app", far, s)]
        places = there + there[-2::-1]
        onward = [250e-6, 10e-3, 250e-6, 0, 0, 250e-6, 10e-3, 250e-6, 0]
        way = [(station[place], delay) for place, delay in zip(places, onward)]
        while True:
            yield env.timeout(chance.expovariate(1000))
            if env.now >= seconds:
                return
            env.process(request(way))

    for p in range(partitions):
        for s in range(SERVICES):
            env.process(client(p, s))
    env.run()
    print(len(latencies), "%.4f" % (1e3 * sum(latencies) / len(latencies)))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
