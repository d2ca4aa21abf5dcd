# Convolution of deep learning, one channel, and pooling
input X [5, 6], U [3, 4], K [3, 3], b []
Y = conv2d(X, K) + b
J = sum(U * Y)
derive J
dK = conv2d(X, U)  #= right
db = sum(U)  #= right
dX = conv2d(pad(U, widths=[[2, 2], [2, 2]]), K[::-1, ::-1])  #= right
check dJ/dX == conv2d(U, flip(K, axis=[0, 1]), padding=2)  #= right
check dJ/dX == conv_transpose2d(U, K)  #= right
check dJ/dX == conv2d(U, K, padding=2)  #= flipped_kernel
check dJ/dK == conv2d(X, flip(U, axis=[0, 1]))  #= flipped_kernel
check dJ/db == mean(U)  #= mean_vs_sum
