# Ratings of six people for five films; 0 where somebody has not seen one. People and films are learned as points in a plane, so
# that known ratings are their products; the products elsewhere are guesses.
dims   people=6, films=5, k=2
input  R [people, films] = [[5, 4, 0, 1, 1], [4, 5, 1, 0, 1], [1, 1, 5, 4, 0], [0, 1, 4, 5, 5], [5, 0, 1, 1, 2], [1, 2, 0, 5, 4]]
param  P [people, k] = normal(0, 0.5), F [films, k] = normal(0, 0.5), p [people, 1] = zeros, f [films] = zeros

known   = R > 0
guess   = P @ F.T + p + f + 3
error   = sum(known * (guess - R)^2) / sum(known)
J       = error + 0.01 * (sum(P^2) + sum(F^2)) / people
loss J

train
optimizer = adam(lr=0.05)
epochs  = 400
metrics = error
