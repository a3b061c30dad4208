/* RNDRESEEDCRNG on /dev/urandom (random(4)): the kernel's generator takes up what was written to it. Without a C
 * library: `int 0x80` with open (5), ioctl (54) and exit (1) of i386. */
static int call(int number, int a, int b, int c) {
  int result;
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c) : "memory");
  return result;
}

void _start(void) {
  int urandom = call(5, (int)"/dev/urandom", 2, 0);
  int failed = call(54, urandom, 0x5207, 0);
  call(1, failed ? 1 : 0, 0, 0);
  for (;;) {
  }
}
