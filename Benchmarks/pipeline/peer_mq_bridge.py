"""mq-bridge 1.2.0 as the peer: MQTT in, `lux > 35000`, MQTT out. Arguments: port, qos."""
import sys

from mq_bridge import Route

port, qos = sys.argv[1], int(sys.argv[2])
broker = f"tcp://127.0.0.1:{port}"
route = Route.from_config({
    "input": {
        "mqtt": {"url": broker, "topic": "dev/#", "qos": qos, "clean_session": True, "queue_capacity": 10000,
                 "max_inflight": 1000, "client_id": "peer-in"},
        "middlewares": [{"filter": "lux > 35000"}],
    },
    "output": {"mqtt": {"url": broker, "topic": "out/peer", "qos": qos, "client_id": "peer-out",
                        "queue_capacity": 10000, "max_inflight": 1000}},
    "batch_size": 256,
    "concurrency": 1,
})
route.run()
