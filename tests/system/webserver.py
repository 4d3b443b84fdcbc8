# SPDX-License-Identifier: ISC
"""A web server of Debian's on loopback, in a folder of its own."""

import socket
import subprocess
import time

NGINX_COMMAND = ["/usr/sbin/nginx", "-e", "{folder}/error", "-p", "{folder}",
                 "-c"]


class WebServer:
    def __init__(self, folder, command, text, **names):
        """Names stand for {name} in the command and in the configuration, as
        do folder and port."""
        self.folder = folder
        folder.mkdir()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        names.update(folder=folder, port=self.port)
        config = folder / "server.conf"
        config.write_text(text.format(**names))
        self.process = subprocess.Popen(
            [part.format(**names) for part in command] + [str(config)])
        for _ in range(500):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                break
            except OSError:
                assert self.process.poll() is None, (
                    folder / "error").read_text()
                time.sleep(0.01)

    def close(self):
        self.process.terminate()
        self.process.wait(10)
