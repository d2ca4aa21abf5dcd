# Numbers and letters side by side, as at school.
input x [], y []
param a [], b [], c []
f = a*x^2 + b*x + c
J = (f - y)^2
loss J

derive J
dJ/da = 2(f - y)x^2    #= right
dJ/db = 2(f - y)x    #= right
dJ/db = 2(f - y)a    #= wrong
dJ/dc = 2(f - y)    #= right
dJ/dc = (f - y)    #= wrong
df/dx = 2ax + b    #= right
df/dx = 2ax    #= wrong
∂J/∂f = 2(f − y)    #= right
∂f/∂a = x²    #= right
