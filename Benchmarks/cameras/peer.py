"""Runs one Python peer over the JPEG files of a folder and prints a JSON line: peer.py hog|mediapipe|opencv FOLDER"""

import glob
import json
import resource
import sys
import time

import cv2


def hog(paths: list[str]):
    detector = cv2.HOGDescriptor()
    detector.setSVMDetector(cv2.HOGDescriptor_getDefaultPeopleDetector())
    return lambda picture: len(detector.detectMultiScale(picture, winStride=(8, 8), padding=(8, 8), scale=1.05)[0])


def mediapipe(paths: list[str]):
    from mediapipe.python.solutions import pose

    finder = pose.Pose(static_image_mode=False, model_complexity=1)
    return lambda picture: int(finder.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)).pose_landmarks is not None)


def main() -> None:
    cv2.setNumThreads(1)
    paths = sorted(glob.glob(sys.argv[2] + "/*.jpg"))
    look = {"hog": hog, "mediapipe": mediapipe}[sys.argv[1]](paths)
    pictures = [cv2.imread(path) for path in paths]
    for picture in pictures[:5]:
        look(picture)
    before = time.process_time()
    found = sum(look(picture) > 0 for picture in pictures)
    used = (time.process_time() - before) * 1000 / len(pictures)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu_ms_per_frame": used, "found": found, "frames": len(pictures), "memory_mb": memory}))


main()
