#!/usr/bin/env bash
# Make the shipped language model: teacher, labels, student, export, figures.
# Usage: training/run.sh DATA WORK [TEACHER_MINUTES LABEL_MINUTES STUDENT_MINUTES]
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1 work=$2
export PYTHONPATH=.:src
# Large tensors come and go with every step: keep their memory instead of asking the system for it anew.
export MALLOC_MMAP_THRESHOLD_=8589934592 MALLOC_TRIM_THRESHOLD_=17179869184 MALLOC_TOP_PAD_=536870912
python -m training teacher "$data" "$work" --minutes "${3:-43}"
python -m training label "$data" "$work" --minutes "${4:-11}"
python -m training student "$data" "$work" --minutes "${5:-59}"
python -m training export "$data" "$work"
python -m training export-teacher "$data" "$work"
python -m training.evaluate "$data" --weights "$work/export"
echo "To ship: copy $work/export/* to src/servanda/language/weights/, add a row to training/history.csv"
