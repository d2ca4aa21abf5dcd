# source: found with models/hmm.cr
# expected: no warning, or one that says where the mask puts -inf; got "-inf is -inf"
# holds: y = 0
# warns: l = where(M, x, -inf) is -inf at entry 1
input M [2] = [1, 0], x [2] = [0, 1]
l = where(M, x, -inf)
y = logsumexp(l)
