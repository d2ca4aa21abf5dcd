# A vertical edge filter over a 6 x 6 image: the cross-correlation of deep learning, the convolution of mathematics, and
# the gradient of the sum of the output by the filter.
input X [6, 6] = [[3, 0, 1, 2, 7, 4],
                  [1, 5, 8, 9, 3, 1],
                  [2, 7, 2, 5, 1, 3],
                  [0, 1, 3, 1, 7, 8],
                  [4, 2, 1, 6, 2, 8],
                  [2, 4, 5, 2, 3, 9]]
param K [3, 3] = [[1, 0, -1], [1, 0, -1], [1, 0, -1]]

valid = conv2d(X, K)                          # 4 x 4
same  = conv2d(X, K, padding="same")          # 6 x 6
truth = conv2d(X, K, flip=true)               # -valid, for this filter

edges = [[10, 10, 10, 0, 0, 0],
         [10, 10, 10, 0, 0, 0],
         [10, 10, 10, 0, 0, 0],
         [10, 10, 10, 0, 0, 0],
         [10, 10, 10, 0, 0, 0],
         [10, 10, 10, 0, 0, 0]]
light_to_dark = conv2d(edges, K)              # 0 30 30 0 in each row

total = sum(valid)
dK    = grad(total, K)

loss total
