/*
 * wsload - a small WebSocket fan-out measuring instrument (Linux, one thread, one file).
 *
 *   cc -O2 -Wall -o wsload wsload.c
 *
 * What it does
 *   1. opens N WebSocket connections to 127.0.0.1:PORT (never any other address),
 *   2. runs a small "wait for this text, then send that text" script on each (login, join, ...),
 *   3. lets the connections sit idle for a while and reads the server's RSS,
 *   4. publishes messages from the first K connections, at a fixed rate (-r) or in a closed
 *      loop (-w), and counts the messages that all connections receive,
 *   5. prints one JSON line: deliveries/s, latency percentiles, the server's CPU time per
 *      delivery (-P pid: /proc/PID/task/TID/schedstat, all threads), its RSS, its own CPU use.
 *
 * How a message is recognised
 *   The published text holds "%M", replaced by  @m:<16 hex ns timestamp>.<8 hex seq>.xxxx...
 *   Every "@m:" found inside a received data frame is one delivery, so servers that put several
 *   messages in one frame, or wrap the text in another protocol, are counted just the same.
 *   (A server must therefore not send the text back to the publisher in an ack as well.)
 *
 * Latency is measured from the time at which the message was DUE to be sent, so a generator or
 * server that falls behind cannot hide it (no coordinated omission). In closed-loop mode it is
 * measured from the real time of sending.
 *
 * Closed loop (-w W): at most W published messages are not yet fully delivered at any time,
 * judged by the total of deliveries, so no ack or echo from the server is needed.
 *
 * Options
 *   -p PORT        port on 127.0.0.1                      -u PATH     request path (default /)
 *   -n N           connections (default 100)              -k K        publishers (default 1)
 *   -g G           rooms; connection i is in room i%G (default 1)
 *   -r RATE        messages published per second, all publishers together (0 = only idle)
 *   -w W           closed loop with W messages in flight (overrides -r)
 *   -d SEC -W SEC  measured time (default 5), warm-up before it (default 1)
 *   -i SEC         idle time after the last connection is ready (default 0.5)
 *   -s BYTES       length of %M (default 64, at least 28)
 *   -t TEMPLATE    text to publish; %M message, %R room number, %I connection number, %N sequence
 *   -e 'A=>B'      script step, repeatable, in order: wait for a frame beginning with A ('*A': holding A; empty:
 *                  do not wait), then send B (empty: send nothing); %R and %I are replaced
 *   -q 'A=>B'      whenever a frame is exactly A, answer B (Socket.IO heartbeat: '2=>3')
 *   -H 'X: y'      extra request header, repeatable
 *   -b             send binary frames                     -x          publishers' own copies are not counted
 *   -c N           connections being opened at once (default 128)
 *   -P PID[,PID]   server processes to account            -l LABEL    copied to the output
 *   -f FILE        lines; connection i's line is %L in scripts and in the template (tokens, say);
 *                  where a line has a tab, %L is what stands before it and %C what stands behind it
 *                  "wsload: ready" goes to standard error once all connections are ready
 *   -T SEC         hard limit of the whole run (default 120): it always stops by itself
 *
 * Examples
 *   Socket.IO: wsload -p 3000 -u '/socket.io/?EIO=4&transport=websocket' -e '0=>40' -e '40=>' \
 *                     -q '2=>3' -t '42["m","%M"]' -n 1000 -r 100
 *   plain:     wsload -p 3000 -e '=>{"t":"join","room":"r%R"}' -t '{"t":"pub","text":"%M"}'
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTING, HANDSHAKE, SCRIPT, READY, DEAD };

typedef struct {
  int fd;
  uint8_t state, step, want_out;
  uint8_t *in;            /* bytes of a frame that has not arrived completely */
  size_t in_len, in_cap;
  uint8_t *out;           /* bytes that the kernel would not take yet */
  size_t out_len, out_cap;
} Conn;

typedef struct { char *wait, *send; size_t wait_len; } Step;

/* ---- options ---- */
static int port = 0, n_conns = 100, n_pubs = 1, n_rooms = 1, window = 0, opening_max = 128;
static int binary = 0, no_echo = 0, payload_len = 64;
static double rate = 0, dur = 5, warm = 1, idle = 0.5, hard_limit = 120;
static const char *path = "/", *label = "", *template = "%M";
static Step steps[16], replies[8];
static int n_steps = 0, n_replies = 0, n_pids = 0;
static char headers[2048] = "";
static char *lines[20000]; static int n_lines = 0; /* -f: one line a connection, as %L (tokens, say) */
static long pids[16];

/* ---- state ---- */
static Conn *conns;
static int ep, next_open = 0, opening = 0, ready = 0, failed = 0, closed = 0;
static uint64_t published = 0, deliveries = 0, frames = 0, bytes_in = 0, reads = 0;
static uint64_t now_ns;
static int recording = 0;

/* ---- latency histogram: microseconds, 64 steps per power of two (error < 1.6 %) ---- */
static uint64_t hist[32 * 64], hist_n = 0, hist_max = 0;
static int hist_idx(uint64_t v) {
  if (v < 64) return (int)v;
  int e = 63 - __builtin_clzll(v) - 5;               /* v >> e is in 32..63 */
  int i = e * 32 + (int)(v >> e);
  return i < 32 * 64 ? i : 32 * 64 - 1;
}
static uint64_t hist_val(int i) {
  if (i < 64) return (uint64_t)i;
  int e = i / 32 - 1;
  return (uint64_t)(i - e * 32) << e;
}
static double pct(double p) {
  uint64_t want = (uint64_t)(p * hist_n), seen = 0;
  for (int i = 0; i < 32 * 64; i++) if ((seen += hist[i]) > want) return hist_val(i) / 1000.0;
  return hist_max / 1000.0;
}

static uint64_t clock_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000ull + t.tv_nsec;
}

static void die(const char *what) { fprintf(stderr, "wsload: %s (%s)\n", what, strerror(errno)); exit(2); }

/* ---- the server's CPU time and memory ---- */
static double thread_cpu(long pid, const char *task) {
  char f[300], b[1024]; unsigned long long ns = 0;
  snprintf(f, sizeof f, "/proc/%ld/task/%s/schedstat", pid, task);
  FILE *h = fopen(f, "r");
  if (h) { int got = fscanf(h, "%llu", &ns); fclose(h); if (got == 1) return ns / 1e9; }
  snprintf(f, sizeof f, "/proc/%ld/task/%s/stat", pid, task);      /* ticks, where the kernel keeps no ns */
  if (!(h = fopen(f, "r"))) return 0;
  size_t n = fread(b, 1, sizeof b - 1, h); fclose(h); b[n] = 0;
  char *p = strrchr(b, ')'); unsigned long u = 0, k = 0;
  if (!p || sscanf(p + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &u, &k) != 2) return 0;
  return (double)(u + k) / sysconf(_SC_CLK_TCK);
}
/* all threads of the servers that live now, or the main ones alone */
static double cpu_of(int main_only) {
  double sum = 0;
  for (int i = 0; i < n_pids; i++) {
    char d[64]; snprintf(d, sizeof d, "%ld", pids[i]);
    if (main_only) { sum += thread_cpu(pids[i], d); continue; }
    snprintf(d, sizeof d, "/proc/%ld/task", pids[i]);
    DIR *dir = opendir(d); if (!dir) continue;
    for (struct dirent *e; (e = readdir(dir)); ) if (e->d_name[0] != '.') sum += thread_cpu(pids[i], e->d_name);
    closedir(dir);
  }
  return sum;
}
static double server_cpu(void) { return cpu_of(0); }
static double server_main_cpu(void) { return cpu_of(1); }
static long server_rss_kb(void) {
  long sum = 0;
  for (int i = 0; i < n_pids; i++) {
    char f[64], line[256]; snprintf(f, sizeof f, "/proc/%ld/status", pids[i]);
    FILE *h = fopen(f, "r"); if (!h) continue;
    long kb; while (fgets(line, sizeof line, h)) if (sscanf(line, "VmRSS: %ld", &kb) == 1) sum += kb;
    fclose(h);
  }
  return sum;
}
static double own_cpu(void) {
  struct rusage r; getrusage(RUSAGE_SELF, &r);
  return r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

/* ---- sending ---- */
static void watch(Conn *c, int op) {
  struct epoll_event e = { .events = EPOLLIN | (c->want_out ? EPOLLOUT : 0), .data.ptr = c };
  if (epoll_ctl(ep, op, c->fd, &e) < 0) die("epoll_ctl");
}
static void conn_dead(Conn *c) {
  if (c->state == DEAD) return;
  if (c->state == READY) closed++; else { failed++; opening--; }
  c->state = DEAD; close(c->fd);
}
static void raw_send(Conn *c, const void *p, size_t n) {
  if (c->state == DEAD) return;
  if (!c->out_len) {
    ssize_t r = send(c->fd, p, n, MSG_NOSIGNAL);
    if (r < 0 && errno != EAGAIN) { conn_dead(c); return; }
    if (r > 0) { p = (const char *)p + r; n -= r; }
  }
  if (n) {
    if (c->out_len + n > c->out_cap && !(c->out = realloc(c->out, c->out_cap = (c->out_len + n) * 2))) die("memory");
    memcpy(c->out + c->out_len, p, n); c->out_len += n;
    if (!c->want_out) { c->want_out = 1; watch(c, EPOLL_CTL_MOD); }
  }
}
static void flush_out(Conn *c) {
  ssize_t r = send(c->fd, c->out, c->out_len, MSG_NOSIGNAL);
  if (r < 0) { if (errno != EAGAIN) conn_dead(c); return; }
  memmove(c->out, c->out + r, c->out_len - r); c->out_len -= r;
  if (!c->out_len) { c->want_out = 0; watch(c, EPOLL_CTL_MOD); }
}
/* one masked client frame, as RFC 6455 demands of clients */
static void send_frame(Conn *c, int opcode, const char *data, size_t n) {
  static uint8_t f[70000]; static uint32_t rnd = 2463534242u;
  size_t h = 2; if (n > 65000) die("message too long");
  rnd ^= rnd << 13; rnd ^= rnd >> 17; rnd ^= rnd << 5;
  f[0] = 0x80 | opcode;
  if (n < 126) f[1] = 0x80 | n; else { f[1] = 0x80 | 126; f[2] = n >> 8; f[3] = n; h = 4; }
  memcpy(f + h, &rnd, 4);
  for (size_t i = 0; i < n; i++) f[h + 4 + i] = data[i] ^ f[h + (i & 3)];
  raw_send(c, f, h + 4 + n);
}
/* %R room, %I connection, %M message, %N sequence, %L and %C of the connection's line */
static size_t expand(char *o, const char *t, Conn *c, const char *m, uint64_t seq) {
  char *s = o; int i = c - conns;
  for (; *t; t++) {
    if (*t != '%') { *o++ = *t; continue; }
    switch (*++t) {
      case 'R': o += sprintf(o, "%d", i % n_rooms); break;
      case 'I': o += sprintf(o, "%d", i); break;
      case 'L': if (n_lines) { const char *l = lines[i % n_lines]; size_t k = strcspn(l, "\t"); memcpy(o, l, k); o += k; } break;
      case 'C': if (n_lines) { const char *l = strchr(lines[i % n_lines], '\t'); if (l) { size_t k = strlen(++l); memcpy(o, l, k); o += k; } } break;
      case 'N': o += sprintf(o, "%llu", (unsigned long long)seq); break;
      case 'M': memcpy(o, m, payload_len); o += payload_len; break;
      case '\0': t--; /* fall through */
      default: *o++ = '%';
    }
  }
  return o - s;
}
static void publish(uint64_t due_ns) {
  static char m[60000], text[65000]; static int filled = 0;
  if (!filled) { memset(m, 'x', sizeof m); filled = 1; }
  char head[40]; int h = snprintf(head, sizeof head, "@m:%016llx.%08llx", (unsigned long long)due_ns, (unsigned long long)(published & 0xffffffffu));
  memcpy(m, head, h);
  Conn *c = &conns[published % n_pubs];
  send_frame(c, binary ? 2 : 1, text, expand(text, template, c, m, published));
  published++;
}

/* ---- script ---- */
static void run_script(Conn *c, const uint8_t *p, size_t n) {
  while (c->step < n_steps) {
    Step *s = &steps[c->step];
    if (s->wait_len) {
      if (!p || (s->wait[0] == '*' ? !memmem(p, n, s->wait + 1, s->wait_len - 1) : n < s->wait_len || memcmp(p, s->wait, s->wait_len))) return;
      p = NULL;                                        /* one frame satisfies one step */
    }
    if (*s->send) { char b[8192]; send_frame(c, binary ? 2 : 1, b, expand(b, s->send, c, "", 0)); }
    c->step++;
  }
  c->state = READY; ready++; opening--;
}

/* ---- receiving ---- */
static uint64_t unhex(const uint8_t *p) {
  uint64_t v = 0;
  for (int i = 0; i < 16; i++) { uint8_t d = p[i]; v = v << 4 | (d <= '9' ? d - '0' : d - 'a' + 10); }
  return v;
}
static void on_data(Conn *c, const uint8_t *p, size_t n) {
  frames++;
  if (c->state == SCRIPT) run_script(c, p, n);
  for (int i = 0; i < n_replies; i++)
    if (n == replies[i].wait_len && !memcmp(p, replies[i].wait, n)) { send_frame(c, binary ? 2 : 1, replies[i].send, strlen(replies[i].send)); return; }
  if (no_echo && c - conns < n_pubs) return;
  const uint8_t *end = p + n;
  while (end - p >= 19 && (p = memchr(p, '@', end - p - 18))) {
    if (p[1] != 'm' || p[2] != ':') { p++; continue; }
    deliveries++;
    if (recording) {
      uint64_t t = unhex(p + 3), us = now_ns > t ? (now_ns - t) / 1000 : 0;
      hist[hist_idx(us)]++; hist_n++; if (us > hist_max) hist_max = us;
    }
    p += 19;
  }
}
/* takes complete frames from p[0..n), returns the number of bytes used */
static size_t parse(Conn *c, const uint8_t *p, size_t n) {
  size_t used = 0;
  while (c->state != DEAD) {
    if (c->state == HANDSHAKE) {
      const uint8_t *e = memmem(p + used, n - used, "\r\n\r\n", 4);
      if (!e) break;
      if (n - used < 12 || memcmp(p + used + 9, "101", 3)) { fprintf(stderr, "wsload: refused: %.60s\n", p + used); conn_dead(c); break; }
      used = e + 4 - p; c->state = SCRIPT; run_script(c, NULL, 0);
      continue;
    }
    const uint8_t *f = p + used; size_t left = n - used, h = 2; uint64_t len;
    if (left < 2) break;
    len = f[1] & 127;
    if (len == 126) { h = 4; if (left < 4) break; len = (uint64_t)f[2] << 8 | f[3]; }
    else if (len == 127) { h = 10; if (left < 10) break; len = 0; for (int i = 2; i < 10; i++) len = len << 8 | f[i]; }
    if (left < h + len) break;
    switch (f[0] & 15) {
      case 0: case 1: case 2: on_data(c, f + h, len); break;
      case 8: conn_dead(c); break;
      case 9: send_frame(c, 10, (const char *)f + h, len); break;
    }
    used += h + len;
  }
  return used;
}
static void on_readable(Conn *c) {
  static uint8_t buf[1 << 18];
  if (c->in_len) {                                     /* continue an incomplete frame */
    if (c->in_cap - c->in_len < 65536 && !(c->in = realloc(c->in, c->in_cap = c->in_cap * 2 + 131072))) die("memory");
    ssize_t r = recv(c->fd, c->in + c->in_len, c->in_cap - c->in_len, 0);
    if (r <= 0) { if (r == 0 || errno != EAGAIN) conn_dead(c); return; }
    reads++; bytes_in += r; c->in_len += r; now_ns = clock_ns();
    size_t u = parse(c, c->in, c->in_len);
    memmove(c->in, c->in + u, c->in_len - u); c->in_len -= u;
    if (!c->in_len) { free(c->in); c->in = NULL; c->in_cap = 0; }
    return;
  }
  ssize_t r = recv(c->fd, buf, sizeof buf, 0);
  if (r <= 0) { if (r == 0 || errno != EAGAIN) conn_dead(c); return; }
  reads++; bytes_in += r; now_ns = clock_ns();
  size_t u = parse(c, buf, r);
  if (u < (size_t)r && c->state != DEAD) {
    c->in_cap = (r - u) + 65536; if (!(c->in = malloc(c->in_cap))) die("memory");
    memcpy(c->in, buf + u, r - u); c->in_len = r - u;
  }
}

/* ---- opening ---- */
static void open_one(void) {
  Conn *c = &conns[next_open++];
  struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(port) };
  a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (c->fd < 0) die("socket (raise ulimit -n?)");
  int one = 1; setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect(c->fd, (void *)&a, sizeof a) < 0 && errno != EINPROGRESS) die("connect");
  c->state = CONNECTING; c->want_out = 1; opening++;
  watch(c, EPOLL_CTL_ADD);
}
static void on_connected(Conn *c) {
  int err = 0; socklen_t l = sizeof err;
  getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &err, &l);
  if (err) { errno = err; conn_dead(c); return; }
  char b[4096];
  int n = snprintf(b, sizeof b, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n%s\r\n", path, port, headers);
  c->state = HANDSHAKE; c->want_out = 0; watch(c, EPOLL_CTL_MOD);
  raw_send(c, b, n);
}

/* one turn of the event loop, waiting at most until `until` */
static void turn(uint64_t until) {
  static struct epoll_event ev[1024];
  uint64_t t = clock_ns(); uint64_t w = until > t ? until - t : 0;
  struct timespec ts = { w / 1000000000ull, w % 1000000000ull };
  int n = epoll_pwait2(ep, ev, 1024, &ts, NULL);
  if (n < 0 && errno != EINTR) die("epoll");
  for (int i = 0; i < n; i++) {
    Conn *c = ev[i].data.ptr;
    if (c->state == DEAD) continue;
    if (c->state == CONNECTING) { on_connected(c); continue; }
    if (ev[i].events & EPOLLOUT && c->out_len) flush_out(c);
    if (ev[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR) && c->state != DEAD) on_readable(c);
  }
}

static void split(Step *s, char *arg) {
  char *p = strstr(arg, "=>"); if (!p) { fprintf(stderr, "wsload: want 'A=>B': %s\n", arg); exit(2); }
  *p = 0; s->wait = arg; s->wait_len = strlen(arg); s->send = p + 2;
}

int main(int argc, char **argv) {
  int o;
  while ((o = getopt(argc, argv, "p:u:n:k:g:r:w:d:W:i:s:t:e:q:H:bxc:P:l:T:f:")) != -1) switch (o) {
    case 'p': port = atoi(optarg); break;        case 'u': path = optarg; break;
    case 'n': n_conns = atoi(optarg); break;     case 'k': n_pubs = atoi(optarg); break;
    case 'g': n_rooms = atoi(optarg); break;     case 'r': rate = atof(optarg); break;
    case 'w': window = atoi(optarg); break;      case 'd': dur = atof(optarg); break;
    case 'W': warm = atof(optarg); break;        case 'i': idle = atof(optarg); break;
    case 's': payload_len = atoi(optarg); break; case 't': template = optarg; break;
    case 'e': if (n_steps < 16) split(&steps[n_steps++], optarg); break;
    case 'q': if (n_replies < 8) split(&replies[n_replies++], optarg); break;
    case 'H': strncat(headers, optarg, 900); strcat(headers, "\r\n"); break;
    case 'b': binary = 1; break;                 case 'x': no_echo = 1; break;
    case 'c': opening_max = atoi(optarg); break; case 'l': label = optarg; break;
    case 'f': { FILE *f = fopen(optarg, "r"); char b[4096]; if (!f) { perror(optarg); return 2; } while (n_lines < 20000 && fgets(b, sizeof b, f)) { b[strcspn(b, "\n")] = 0; lines[n_lines++] = strdup(b); } fclose(f); break; }
    case 'T': hard_limit = atof(optarg); break;
    case 'P': for (char *p = strtok(optarg, ","); p && n_pids < 16; p = strtok(NULL, ",")) pids[n_pids++] = atol(p); break;
    default: fprintf(stderr, "see the head of wsload.c for the options\n"); return 2;
  }
  if (!port || n_conns < 1 || n_pubs > n_conns || payload_len < 28 || payload_len > 60000) { fprintf(stderr, "wsload: bad options\n"); return 2; }
  struct rlimit rl; getrlimit(RLIMIT_NOFILE, &rl); rl.rlim_cur = rl.rlim_max; setrlimit(RLIMIT_NOFILE, &rl);
  conns = calloc(n_conns, sizeof *conns);
  if ((ep = epoll_create1(0)) < 0) die("epoll_create1");
  uint64_t t0 = clock_ns(), stop_at = t0 + (uint64_t)(hard_limit * 1e9);
  long rss0 = server_rss_kb(); double cpu_c0 = server_cpu();

  /* 1. open, with a bounded number under way */
  while (ready + failed < n_conns && clock_ns() < stop_at) {
    while (next_open < n_conns && opening < opening_max) open_one();
    turn(clock_ns() + 100000000ull);
  }
  double connect_s = (clock_ns() - t0) / 1e9, cpu_connect = server_cpu() - cpu_c0;
  if (ready < n_conns) fprintf(stderr, "wsload: only %d of %d connections became ready\n", ready, n_conns);
  if (!ready) return 1;
  fprintf(stderr, "wsload: ready\n");

  /* 2. idle */
  double cpu_i0 = server_cpu();
  for (uint64_t e = clock_ns() + (uint64_t)(idle * 1e9); clock_ns() < e; ) turn(e);
  long rss1 = server_rss_kb(); double cpu_idle = server_cpu() - cpu_i0;

  /* 3. publish: warm-up, then the measured time */
  double fan = (double)(ready - (no_echo ? n_pubs : 0)) / n_rooms;
  double d_cpu = 0, d_main = 0, d_own = 0, d_t = 0; uint64_t d_del = 0, d_frames = 0, d_pub = 0, d_reads = 0; long rss2 = rss1;
  uint64_t del_before = deliveries;
  if (window > 0 || rate > 0) {
    uint64_t begin = clock_ns(), m0 = begin + (uint64_t)(warm * 1e9), m1 = m0 + (uint64_t)(dur * 1e9);
    double step_ns = rate > 0 ? 1e9 / rate : 0; uint64_t base_pub = published; double c0 = 0, cm0 = 0, o0 = 0; uint64_t T0 = 0;
    uint64_t b_del = 0, b_fr = 0, b_pub = 0, b_rd = 0;
    for (;;) {
      uint64_t t = clock_ns();
      if (t >= stop_at || t >= m1) break;
      if (!recording && t >= m0) {                     /* the measured time begins */
        recording = 1; c0 = server_cpu(); cm0 = server_main_cpu(); o0 = own_cpu(); T0 = clock_ns();
        b_del = deliveries; b_fr = frames; b_pub = published; b_rd = reads;
      }
      if (window > 0) {
        double done = (deliveries - del_before) / fan;
        int burst = 0;
        while (published - base_pub < done + window && burst++ < window) publish(clock_ns());
        turn(t + 1000000);
      } else {
        uint64_t due; int burst = 0;
        while ((due = begin + (uint64_t)((published - base_pub) * step_ns)) <= t && burst++ < 256) publish(due);
        if (due > m1) due = m1;
        turn(burst >= 256 ? 0 : due);
      }
    }
    d_t = (clock_ns() - T0) / 1e9; d_cpu = server_cpu() - c0; d_main = server_main_cpu() - cm0; d_own = own_cpu() - o0; recording = 0;
    d_del = deliveries - b_del; d_frames = frames - b_fr; d_pub = published - b_pub; d_reads = reads - b_rd; rss2 = server_rss_kb();
    /* 4. drain, to see whether anything is missing */
    uint64_t want = del_before + (uint64_t)((published - base_pub) * fan + 0.5), e = clock_ns() + 15000000000ull;
    while (deliveries < want && clock_ns() < e && clock_ns() < stop_at) turn(clock_ns() + 50000000ull);
    printf("{\"label\":\"%s\",\"n\":%d,\"rooms\":%d,\"rate\":%g,\"window\":%d,\"sec\":%.2f,\"pub_s\":%.0f,\"del_s\":%.0f,"
      "\"frames_s\":%.0f,\"reads_s\":%.0f,\"published\":%llu,\"missing\":%lld,\"p50_ms\":%.3f,\"p90_ms\":%.3f,\"p99_ms\":%.3f,\"p999_ms\":%.3f,\"max_ms\":%.3f,"
      "\"srv_cpu\":%.3f,\"cpu_us_del\":%.3f,\"main_us_del\":%.3f,\"own_cpu\":%.3f,",
      label, n_conns, n_rooms, rate, window, d_t, d_pub / d_t, d_del / d_t, d_frames / d_t, d_reads / d_t, (unsigned long long)published, (long long)(want - deliveries),
      pct(.5), pct(.9), pct(.99), pct(.999), hist_max / 1000.0, d_cpu / d_t, d_del ? d_cpu * 1e6 / d_del : 0, d_del ? d_main * 1e6 / d_del : 0, d_own / d_t);
  } else printf("{\"label\":\"%s\",\"n\":%d,\"idle_cpu\":%.4f,", label, n_conns, cpu_idle / (idle > 0 ? idle : 1));
  printf("\"connect_s\":%.3f,\"connect_cpu_us\":%.1f,\"rss0_mb\":%.1f,\"rss_idle_mb\":%.1f,\"kb_conn\":%.2f,\"rss_end_mb\":%.1f,\"ready\":%d,\"failed\":%d,\"closed\":%d}\n",
    connect_s, cpu_connect * 1e6 / ready, rss0 / 1024.0, rss1 / 1024.0, (double)(rss1 - rss0) / ready, rss2 / 1024.0, ready, failed, closed);
  return closed || failed ? 1 : 0;
}
