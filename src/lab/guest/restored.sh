#!/bin/bash
# restored SECONDS SEED: what the page tells a machine that it restored from a saved state. SECONDS is the time
# since the epoch. Every copy of a state has the same random numbers to come, until the kernel is given a SEED.
date -s "@$1" > /dev/null
echo "$2" > /dev/urandom
reseed
