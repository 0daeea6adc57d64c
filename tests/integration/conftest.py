"""Owns what the tests of fetching share: a certificate that nobody vouches for."""

import shutil
import subprocess

import pytest


@pytest.fixture
def certificate(tmp_path):
    """(key, chain) of tls.example, as files."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is needed to make a certificate")
    key, chain = tmp_path / "key.pem", tmp_path / "chain.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=tls.example"
    extension = ["-addext", "subjectAltName=DNS:tls.example", "-keyout", str(key), "-out", str(chain)]
    subprocess.run([*command.split(), *extension], check=True, capture_output=True)
    return key, chain
