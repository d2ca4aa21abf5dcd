# source: found with models/hmm.cr
# expected: run `eval F1a_first.cr F1b_second.cr`: the warning for F1b_second.cr must name F1b_second.cr:6:9; got F1a_first.cr:4:5
# holds: c = -inf
# warns: F1b_second.cr:7:9
param y = 2

c = y * log(0)
