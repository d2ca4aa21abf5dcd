# Derivatives of one variable
param x []
f = exp(sin(x^2 + 1))
derive f
f'(x) = 2x cos(x² + 1) e^{sin(x² + 1)}  #= right
f'(x) = cos(x² + 1) e^{sin(x² + 1)}  #= wrong
d²f/dx² = f ((2x cos(x² + 1))² + 2 cos(x² + 1) − 4x² sin(x² + 1))  #= right
f''(x) = f ((2x cos(x² + 1))² + 2 cos(x² + 1))  #= wrong
