"""Owns the learning of the scorer's weights from labelled pages, which are given as arguments and stay where they are.

python -m training learn CORPUS... [--suspects FILE]        writes src/caveat/extract/weights.json
python -m training validate CORPUS... [--suspects FILE]     cross-validation by domain, and with each corpus held out
python -m training ablate CORPUS... [--suspects FILE]       the same without each group of features
python -m training picture PAGE --out FILE                  draws what the scorer sees on a page
"""
