// mqtt-flood: raw-socket MQTT 3.1.1 publisher.
// args: port count qos rate(0 = as fast as possible) devices window topic-prefix
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <time.h>
#include <poll.h>
#include <fcntl.h>
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
static long now(){struct timespec t;clock_gettime(CLOCK_MONOTONIC,&t);return t.tv_sec*1000000000L+t.tv_nsec;}
int main(int c,char**v){int port=atoi(v[1]);long n=atol(v[2]);int qos=atoi(v[3]);double rate=atof(v[4]);int nd=atoi(v[5]);int win=atoi(v[6]);const char*pre=c>7?v[7]:"dev";
 int s=socket(AF_INET,SOCK_STREAM,0);struct sockaddr_in a={.sin_family=AF_INET,.sin_port=htons(port)};inet_pton(AF_INET,"127.0.0.1",&a.sin_addr);
 if(connect(s,(void*)&a,sizeof a)){perror("connect");return 1;}int one=1;setsockopt(s,IPPROTO_TCP,TCP_NODELAY,&one,4);
 char cid[32];int cl=sprintf(cid,"flood%d",getpid());unsigned char con[64]={0x10,(unsigned char)(12+cl),0,4,'M','Q','T','T',4,2,0,0,0,(unsigned char)cl};memcpy(con+14,cid,cl);
 write(s,con,14+cl);unsigned char ack[4];if(read(s,ack,4)!=4||ack[3]){fprintf(stderr,"connack %d\n",ack[3]);return 1;}
 static unsigned char buf[65536];static unsigned char rb[65536];size_t bl=0;long acked=0,rbytes=0;long t0=now();
 for(long i=0;i<n;){
  int batch=0;
  while(i<n&&bl<60000&&(qos==0||i-acked<win)){
   if(rate>0&&i>=(now()-t0)*rate/1e9)break;
   char js[256];int lux=(int)((i*7919L)%70000);int jl=snprintf(js,sizeof js,"{\"device\":\"d%ld\",\"seq\":%ld,\"t\":%ld,\"lux\":%d,\"temp\":21.5,\"hum\":44.2,\"bat\":3.71,\"fw\":\"1.4.2\",\"pad\":\"",i%nd,i,now(),lux);
   while(jl<198)js[jl++]='x';js[jl++]='"';js[jl++]='}';
   char tp[64];int tl=sprintf(tp,"%s/d%ld/tele",pre,i%nd);int rl=2+tl+(qos?2:0)+jl;
   unsigned char*p=buf+bl;*p++=0x30|(qos<<1);*p++=(rl&127)|128;*p++=rl>>7;*p++=tl>>8;*p++=tl;memcpy(p,tp,tl);p+=tl;
   if(qos){int id=1+i%65535;*p++=id>>8;*p++=id;}memcpy(p,js,jl);p+=jl;bl=p-buf;i++;batch++;}
  size_t off=0;while(off<bl){ssize_t w=send(s,buf+off,bl-off,MSG_DONTWAIT|MSG_NOSIGNAL);if(w>0)off+=w;else{struct pollfd f={s,POLLOUT|(qos?POLLIN:0),0};poll(&f,1,1000);if(f.revents&POLLIN){ssize_t r=recv(s,rb,sizeof rb,MSG_DONTWAIT);if(r>0){rbytes+=r;acked=rbytes/4;}else if(r==0){printf("closed sent=%ld acked=%ld\n",i,acked);return 2;}}}}
  bl=0;
  if(qos){ssize_t r=recv(s,rb,sizeof rb,(i-acked>=win)?0:MSG_DONTWAIT);if(r>0){rbytes+=r;acked=rbytes/4;}else if(r==0){printf("closed sent=%ld acked=%ld\n",i,acked);return 2;}}
  if(rate>0&&!batch){struct timespec z={0,200000};nanosleep(&z,0);}
 }
 while(qos&&acked<n){ssize_t r=recv(s,rb,sizeof rb,0);if(r<=0)break;rbytes+=r;acked=rbytes/4;}
 long t1=now();printf("flood qos%d sent=%ld acked=%ld %.0f msg/s\n",qos,n,acked,n/((t1-t0)/1e9));unsigned char d[2]={0xe0,0};write(s,d,2);usleep(300000);close(s);}
