// sink: raw-socket MQTT 3.1.1 subscriber that counts messages and measures their age.
// args: port count qos filter idle-seconds
// Every payload carries "t":<nanoseconds, CLOCK_MONOTONIC>, written by mqtt-flood.
// Prints one JSON object: count, seconds from the first to the last message, ages in microseconds.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000L + t.tv_nsec;
}

static int by_value(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

static long stamp(const unsigned char *p, long n) {
    for (long i = 0; i + 4 < n; i++)
        if (p[i] == '"' && p[i + 1] == 't' && p[i + 2] == '"' && p[i + 3] == ':') return atol((const char *)p + i + 4);
    return 0;
}

int main(int argc, char **argv) {
    if (argc < 6) return 2;
    int port = atoi(argv[1]);
    long want = atol(argv[2]);
    int qos = atoi(argv[3]);
    const char *filter = argv[4];
    int idle = atoi(argv[5]);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, "127.0.0.1", &a.sin_addr);
    if (connect(s, (void *)&a, sizeof a)) {
        perror("connect");
        return 1;
    }
    int one = 1;
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    char id[32];
    int idl = snprintf(id, sizeof id, "sink%d", getpid());
    unsigned char c[64] = {0x10, (unsigned char)(12 + idl), 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, (unsigned char)idl};
    memcpy(c + 14, id, idl);
    if (write(s, c, 14 + idl) < 0) return 1;
    int fl = strlen(filter);
    unsigned char sub[160] = {0x82, (unsigned char)(5 + fl), 0, 1, 0, (unsigned char)fl};
    memcpy(sub + 6, filter, fl);
    sub[6 + fl] = qos;
    if (write(s, sub, 7 + fl) < 0) return 1;
    static unsigned char buf[1 << 20], ack[1 << 18];
    long have = 0, n = 0, first = 0, last = 0;
    float *age = malloc(sizeof(float) * (want + 1));
    fprintf(stderr, "ready\n");
    while (n < want) {
        struct pollfd f = {s, POLLIN, 0};
        if (poll(&f, 1, idle * 1000) <= 0) break;
        long r = read(s, buf + have, sizeof buf - 1 - have);
        if (r <= 0) break;
        have += r;
        long at = now(), p = 0, acks = 0;
        while (have - p >= 2) {
            long rl = 0, q = p + 1;
            int shift = 0, whole = 0;
            while (q < have) {
                rl |= (long)(buf[q] & 127) << shift;
                shift += 7;
                if (!(buf[q++] & 128)) {
                    whole = 1;
                    break;
                }
            }
            if (!whole || q + rl > have) break;
            if (buf[p] >> 4 == 3) {
                int mq = (buf[p] >> 1) & 3;
                long tl = buf[q] << 8 | buf[q + 1], body = q + 2 + tl + (mq ? 2 : 0);
                if (mq && acks + 4 < (long)sizeof ack) {
                    ack[acks++] = 0x40;
                    ack[acks++] = 2;
                    ack[acks++] = buf[q + 2 + tl];
                    ack[acks++] = buf[q + 3 + tl];
                }
                if (n < want) {
                    if (!n) first = at;
                    last = at;
                    age[n++] = (at - stamp(buf + body, q + rl - body)) / 1000.0f;
                }
            }
            p = q + rl;
        }
        if (acks && write(s, ack, acks) < 0) break;
        memmove(buf, buf + p, have - p);
        have -= p;
    }
    qsort(age, n, sizeof(float), by_value);
    printf("{\"count\": %ld, \"seconds\": %.6f, \"p50_us\": %.0f, \"p99_us\": %.0f}\n", n, (last - first) / 1e9,
           n ? age[n / 2] : 0, n ? age[n * 99 / 100] : 0);
    return n == want ? 0 : 3;
}
