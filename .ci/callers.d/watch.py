#!/usr/bin/env python3
"""Watches a service while images are published and judged.

    watch.py PID METRICS-PORT PRODUCT IMAGES COMMAND...

COMMAND publishes IMAGES images of PRODUCT. Health is asked every 200 ms: each answer must be 200 and come
within 5 s, the requests that were closed before included. Prints, with tabs between: images a second from the first to the last that was judged, the
service's processor time in ms per image, its greatest number of file descriptors, the slowest answer in ms,
how many requests there were and how many of them were closed.
"""
import http.client
import itertools
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

STEP = 0.1
MOST_SECONDS = 5.0
PATIENCE = 300.0
TICKS = os.sysconf("SC_CLK_TCK")


class Service:
    """What can be seen of the process from outside."""

    def __init__(self, pid, port, product):
        self.pid, self.port, self.product = pid, port, product
        self.asked = self.closed = 0

    def get(self, path):
        """Whoever is closed for others asks again, within the time that a probe has."""
        end = time.monotonic() + MOST_SECONDS
        while True:
            self.asked += 1
            left = max(0.001, end - time.monotonic())
            try:
                address = f"http://127.0.0.1:{self.port}{path}"
                with urllib.request.urlopen(address, timeout=left) as answer:
                    text = answer.read().decode()
                if time.monotonic() <= end:
                    return text
                sys.exit(f"{path} took longer than {MOST_SECONDS:.0f} s")
            except urllib.error.HTTPError as problem:
                sys.exit(f"{path} answered {problem.code}")
            except (OSError, http.client.HTTPException) as problem:
                self.closed += 1
                if time.monotonic() > end:
                    sys.exit(f"{path} did not answer within {MOST_SECONDS:.0f} s: {problem}")
                time.sleep(0.02)

    def judged(self):
        """Images with a verdict so far."""
        lines = self.get("/metrics").splitlines()
        begin = f'shotline_product_images_total{{product="{self.product}",'
        return sum(
            int(float(line.rsplit(" ", 1)[1]))
            for line in lines
            if line.startswith(begin) and ('"normal"' in line or '"anomalous"' in line)
        )

    def healthy_ms(self, path):
        """Milliseconds until health answered."""
        begun = time.monotonic()
        self.get(path)
        return 1000 * (time.monotonic() - begun)

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def processor_ms(self):
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(") ", 1)[1].split()
        return 1000 * (int(fields[11]) + int(fields[12])) / TICKS


def watch(service, images, command):
    """Returns samples (time, judged, processor time), most descriptors, slowest answer."""
    before = service.judged()
    samples, most, slowest = [], 0, 0.0
    end = time.monotonic() + PATIENCE
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as publisher:
        for step in itertools.count():
            next_step = time.monotonic() + STEP
            most = max(most, service.descriptors())
            if step % 2 == 0:
                path = "/healthz/live" if step % 4 == 0 else "/healthz/ready"
                slowest = max(slowest, service.healthy_ms(path))
            else:
                now = service.judged() - before
                samples.append((time.monotonic(), now, service.processor_ms()))
                if now >= images:
                    break
                if time.monotonic() > end or publisher.poll():
                    publisher.kill()
                    sys.exit(f"{now} of {images} images were judged")
            time.sleep(max(0.0, next_step - time.monotonic()))
    if publisher.returncode:
        sys.exit(f"{command[0]} ended with {publisher.returncode}")
    return samples, most, slowest


def main():
    service = Service(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
    images = int(sys.argv[4])
    samples, most, slowest = watch(service, images, sys.argv[5:])
    # Between two looks at a line that is at work: what happened before and behind them is unknown.
    begun = next(sample for sample in samples if sample[1] > 0)
    ended = [sample for sample in samples if sample[1] < images][-1]
    judged = ended[1] - begun[1]
    if judged < images / 2:
        sys.exit(f"{images} images were judged too fast to measure; publish more")
    rate = judged / (ended[0] - begun[0])
    processor = (ended[2] - begun[2]) / judged
    print(rate, processor, most, slowest, service.asked, service.closed, sep="\t")


main()
