# Derivatives of one variable, as the tables of calculus books have them
input a [] positive, b [], c [], n [] 
param x [], p [] positive, u [] interval(-0.95, 0.95), v [] positive
check grad(3*x^2 + b*x + c, x) == 6*x + b  #= right
check grad(3*x^2 + b*x + c, x) == 6 + b  #= wrong
check \frac{\partial (3 x^2 + b x + c)}{\partial x} == 6 x + b  #= right
check grad(x^5, x) == 5*x^4  #= right
check \frac{\partial x^{5}}{\partial x} == 5 x^{4}  #= right
check \frac{\partial x^{5}}{\partial x} == x^{4}  #= wrong
check grad(p^n, p) == n*p^(n - 1)  #= right
check grad(p^n, p) == 2*(n*p^(n - 1))  #= wrong
check \frac{\partial}{\partial p} p^n == n p^{n - 1}  #= right
check grad(a^x, x) == a^x*log(a)  #= right
check \frac{\partial a^x}{\partial x} == a^x \ln(a)  #= right
check grad(exp(x), x) == exp(x)  #= right
check grad(exp(x), x) == -(exp(x))  #= wrong
check \frac{\partial \exp(x)}{\partial x} == \exp(x)  #= right
check grad(exp(b*x), x) == b*exp(b*x)  #= right
check \frac{\partial}{\partial x} \exp\left(b x\right) == b \exp\left(b x\right)  #= right
check \frac{\partial}{\partial x} \exp\left(b x\right) == 2 \left(b \exp\left(b x\right)\right)  #= wrong
check grad(log(p), p) == 1/p  #= right
check grad(log(p), p) == 1  #= wrong
check \frac{\partial \ln(p)}{\partial p} == \frac{1}{p}  #= right
check grad(log2(p), p) == 1/(p*log(2))  #= right
check grad(log10(p), p) == 1/(p*log(10))  #= right
check grad(log10(p), p) == 1 / p  #= wrong
check grad(p^p, p) == p^p*(log(p) + 1)  #= right
check \frac{\partial p^p}{\partial p} == p^p (\ln(p) + 1)  #= right
check \frac{\partial p^p}{\partial p} == p^p (\exp(p) + 1)  #= wrong
check grad(sqrt(p), p) == 1/(2*sqrt(p))  #= right
check grad(sqrt(p), p) == 1  #= wrong
check \frac{\partial \sqrt{p}}{\partial p} == \frac{1}{2 \sqrt{p}}  #= right
check grad(p^(1/3), p) == p^(-2/3)/3  #= right
check \frac{\partial}{\partial p} p^{\frac{1}{3}} == \frac{p^{\frac{-2}{3}}}{3}  #= right
check grad(1/p, p) == -1/p^2  #= right
check grad(1/p, p) == -(-1/p^2)  #= wrong
check \frac{\partial \frac{1}{p}}{\partial p} == \frac{-1}{p^2}  #= right
check grad(1/p^2, p) == -2/p^3  #= right
check \frac{\partial \frac{1}{p^{2}}}{\partial p} == \frac{-2}{p^{3}}  #= right
check \frac{\partial \frac{1}{p^{2}}}{\partial p} == -2  #= wrong
check grad(sin(x), x) == cos(x)  #= right
check grad(sin(x), x) == 2*(cos(x))  #= wrong
check \frac{\partial}{\partial x} \sin\left(x\right) == \cos\left(x\right)  #= right
check grad(cos(x), x) == -sin(x)  #= right
check \frac{\partial \cos(x)}{\partial x} == -\sin(x)  #= right
check grad(tan(x), x) == 1/cos(x)^2  #= right
check grad(tan(x), x) == -(1/cos(x)^2)  #= wrong
check \frac{\partial \tan(x)}{\partial x} == \frac{1}{\cos^{2}(x)}  #= right
check grad(tan(x), x) == 1 + tan(x)^2  #= right
check \frac{\partial}{\partial x} \tan\left(x\right) == 1 + \tan^{2}\left(x\right)  #= right
check \frac{\partial}{\partial x} \tan\left(x\right) == -\frac{1}{\cos^{2}\left(x\right)}  #= wrong
check grad(1/cos(x), x) == sin(x)/cos(x)^2  #= right
check grad(1/cos(x), x) == sin(x) / sin(x) ^ 2  #= wrong
check \frac{\partial \frac{1}{\cos(x)}}{\partial x} == \frac{\sin(x)}{\cos^{2}(x)}  #= right
check grad(1/cos(x), x) == tan(x)/cos(x)  #= right
check \frac{\partial \frac{1}{\cos(x)}}{\partial x} == \frac{\tan(x)}{\cos(x)}  #= right
check grad(1/sin(x), x) == -cos(x)/sin(x)^2  #= right
check grad(1/sin(x), x) == -cos(x)  #= wrong
check \frac{\partial}{\partial x} \frac{1}{\sin\left(x\right)} == \frac{-\cos\left(x\right)}{\sin^{2}\left(x\right)}  #= right
check grad(cos(x)/sin(x), x) == -1/sin(x)^2  #= right
check \frac{\partial \frac{\cos(x)}{\sin(x)}}{\partial x} == \frac{-1}{\sin^{2}(x)}  #= right
check \frac{\partial \frac{\cos(x)}{\sin(x)}}{\partial x} == -\frac{-1}{\sin^{2}(x)}  #= wrong
check grad(1/tan(x), x) == -1/sin(x)^2  #= right
check grad(1/tan(x), x) == -1 / sin(x) ^ 3  #= wrong
check \frac{\partial \frac{1}{\tan(x)}}{\partial x} == \frac{-1}{\sin^{2}(x)}  #= right
check grad(asin(u), u) == 1/sqrt(1 - u^2)  #= right
check \frac{\partial}{\partial u} \arcsin\left(u\right) == \frac{1}{\sqrt{1 - u^2}}  #= right
check grad(acos(u), u) == -1/sqrt(1 - u^2)  #= right
check grad(acos(u), u) == 2*(-1/sqrt(1 - u^2))  #= wrong
check \frac{\partial \arccos(u)}{\partial u} == \frac{-1}{\sqrt{1 - u^2}}  #= right
check grad(atan(x), x) == 1/(1 + x^2)  #= right
check \frac{\partial \arctan(x)}{\partial x} == \frac{1}{1 + x^{2}}  #= right
check \frac{\partial \arctan(x)}{\partial x} == 2 \frac{1}{1 + x^{2}}  #= wrong
check grad(asin(u/2), u) == 1/sqrt(4 - u^2)  #= right
check grad(asin(u/2), u) == 2*(1/sqrt(4 - u^2))  #= wrong
check \frac{\partial}{\partial u} \arcsin\left(\frac{u}{2}\right) == \frac{1}{\sqrt{4 - u^2}}  #= right
check grad(atan(x/a), x) == a/(a^2 + x^2)  #= right
check \frac{\partial \arctan(\frac{x}{a})}{\partial x} == \frac{a}{a^2 + x^2}  #= right
check grad(atan(1/p), p) == -1/(1 + p^2)  #= right
check grad(atan(1/p), p) == -1 / p ^ 2  #= wrong
check \frac{\partial \arctan(\frac{1}{p})}{\partial p} == \frac{-1}{1 + p^{2}}  #= right
check grad(sinh(x), x) == cosh(x)  #= right
check \frac{\partial}{\partial x} \sinh\left(x\right) == \cosh\left(x\right)  #= right
check \frac{\partial}{\partial x} \sinh\left(x\right) == \sinh\left(x\right)  #= wrong
check grad(cosh(x), x) == sinh(x)  #= right
check grad(cosh(x), x) == -(sinh(x))  #= wrong
check \frac{\partial \cosh(x)}{\partial x} == \sinh(x)  #= right
check grad(tanh(x), x) == 1 - tanh(x)^2  #= right
check \frac{\partial \tanh(x)}{\partial x} == 1 - \tanh^{2}(x)  #= right
check grad(tanh(x), x) == 1/cosh(x)^2  #= right
check grad(tanh(x), x) == 1 / cosh(x) ^ 3  #= wrong
check \frac{\partial}{\partial x} \tanh\left(x\right) == \frac{1}{\cosh^{2}\left(x\right)}  #= right
check grad(1/cosh(x), x) == -tanh(x)/cosh(x)  #= right
check \frac{\partial \frac{1}{\cosh(x)}}{\partial x} == \frac{-\tanh(x)}{\cosh(x)}  #= right
check \frac{\partial \frac{1}{\cosh(x)}}{\partial x} == -\frac{-\tanh(x)}{\cosh(x)}  #= wrong
check grad(1/sinh(p), p) == -cosh(p)/sinh(p)^2  #= right
check grad(1/sinh(p), p) == -cosh(p) / sinh(p) ^ 3  #= wrong
check \frac{\partial \frac{1}{\sinh(p)}}{\partial p} == \frac{-\cosh(p)}{\sinh^{2}(p)}  #= right
check grad(1/tanh(p), p) == -1/sinh(p)^2  #= right
check \frac{\partial}{\partial p} \frac{1}{\tanh\left(p\right)} == \frac{-1}{\sinh^{2}\left(p\right)}  #= right
check grad(asinh(x), x) == 1/sqrt(x^2 + 1)  #= right
check grad(asinh(x), x) == 1 / sqrt(x ^ 2)  #= wrong
check grad(acosh(1 + p), p) == 1/sqrt((1 + p)^2 - 1)  #= right
check grad(atanh(u), u) == 1/(1 - u^2)  #= right
check grad(atanh(u), u) == 1 / (1 + u ^ 2)  #= wrong
check grad(x*exp(x), x) == (1 + x)*exp(x)  #= right
check \frac{\partial x \exp(x)}{\partial x} == (1 + x) \exp(x)  #= right
check grad(x*sin(x), x) == sin(x) + x*cos(x)  #= right
check grad(x*sin(x), x) == sin(x) + x * sin(x)  #= wrong
check \frac{\partial x \sin(x)}{\partial x} == \sin(x) + x \cos(x)  #= right
check grad(sin(x)*cos(x), x) == cos(2*x)  #= right
check \frac{\partial}{\partial x} \sin\left(x\right) \cos\left(x\right) == \cos\left(2 x\right)  #= right
check \frac{\partial}{\partial x} \sin\left(x\right) \cos\left(x\right) == 2 \cos\left(2 x\right)  #= wrong
check grad(sin(x)^2, x) == sin(2*x)  #= right
check grad(sin(x)^2, x) == -(sin(2*x))  #= wrong
check \frac{\partial \sin^{2}(x)}{\partial x} == \sin(2 x)  #= right
check grad(sin(x)^2, x) == 2*sin(x)*cos(x)  #= right
check \frac{\partial \sin^{2}(x)}{\partial x} == 2 \sin(x) \cos(x)  #= right
check grad(log(1 + x^2), x) == 2*x/(1 + x^2)  #= right
check grad(log(1 + x^2), x) == 2*(2*x/(1 + x^2))  #= wrong
check \frac{\partial}{\partial x} \log\left(1 + x^2\right) == \frac{2 x}{1 + x^2}  #= right
check grad(sin(x^2), x) == 2*x*cos(x^2)  #= right
check \frac{\partial \sin(x^2)}{\partial x} == 2 x \cos(x^2)  #= right
check \frac{\partial \sin(x^2)}{\partial x} == 2 x  #= wrong
check grad(exp(-x^2), x) == -2*x*exp(-x^2)  #= right
check grad(exp(-x^2), x) == -2 * exp(-x ^ 2)  #= wrong
check \frac{\partial \exp(-x^{2})}{\partial x} == -2 x \exp(-x^{2})  #= right
check grad(exp(-x^2/2), x) == -x*exp(-x^2/2)  #= right
check \frac{\partial}{\partial x} \exp\left(\frac{-x^2}{2}\right) == -x \exp\left(\frac{-x^2}{2}\right)  #= right
check grad(sin(x)/(1 + x^2), x) == cos(x)/(1 + x^2) - 2*x*sin(x)/(1 + x^2)^2  #= right
check grad(sin(x)/(1 + x^2), x) == cos(x) - 2 * x * sin(x) / (1 + x ^ 2) ^ 2  #= wrong
check \frac{\partial \frac{\sin(x)}{1 + x^2}}{\partial x} == \frac{\cos(x)}{1 + x^2} - \frac{2 x \sin(x)}{(1 + x^2)^2}  #= right
check grad(sqrt(1 + x^2), x) == x/sqrt(1 + x^2)  #= right
check \frac{\partial \sqrt{1 + x^{2}}}{\partial x} == \frac{x}{\sqrt{1 + x^{2}}}  #= right
check \frac{\partial \sqrt{1 + x^{2}}}{\partial x} == \frac{x}{\sqrt{1 - x^{2}}}  #= wrong
check grad(log(cos(x)^2), x) == -2*tan(x)  #= right
check grad(log(cos(x)^2), x) == -3 * tan(x)  #= wrong
check \frac{\partial}{\partial x} \log\left(\cos^{2}\left(x\right)\right) == -2 \tan\left(x\right)  #= right
check grad(log(p + sqrt(p^2 + 1)), p) == 1/sqrt(p^2 + 1)  #= right
check \frac{\partial \ln(p + \sqrt{p^2 + 1})}{\partial p} == \frac{1}{\sqrt{p^2 + 1}}  #= right
check grad(x*atan(x) - log(1 + x^2)/2, x) == atan(x)  #= right
check grad(x*atan(x) - log(1 + x^2)/2, x) == 2*(atan(x))  #= wrong
check \frac{\partial (x \arctan(x) - \frac{\log(1 + x^{2})}{2})}{\partial x} == \arctan(x)  #= right
check grad(p*log(p) - p, p) == log(p)  #= right
check \frac{\partial}{\partial p} \left(p \log\left(p\right) - p\right) == \log\left(p\right)  #= right
check \frac{\partial}{\partial p} \left(p \log\left(p\right) - p\right) == \exp\left(p\right)  #= wrong
check grad(x^2*exp(x), x) == (x^2 + 2*x)*exp(x)  #= right
check grad(x^2*exp(x), x) == 2 * x * exp(x)  #= wrong
check \frac{\partial x^2 \exp(x)}{\partial x} == (x^2 + 2 x) \exp(x)  #= right
check grad(exp(sin(x)), x) == cos(x)*exp(sin(x))  #= right
check \frac{\partial \exp(\sin(x))}{\partial x} == \cos(x) \exp(\sin(x))  #= right
check grad(exp(x)*sin(x), x) == exp(x)*(sin(x) + cos(x))  #= right
check grad(exp(x)*sin(x), x) == exp(x) * sin(x)  #= wrong
check \frac{\partial}{\partial x} \exp\left(x\right) \sin\left(x\right) == \exp\left(x\right) \left(\sin\left(x\right) + \cos\left(x\right)\right)  #= right
check grad((1 + x)/(2 + x^2), x) == (2 - 2*x - x^2)/(2 + x^2)^2  #= right
check \frac{\partial \frac{1 + x}{2 + x^2}}{\partial x} == \frac{2 - 2 x - x^2}{(2 + x^2)^2}  #= right
check \frac{\partial \frac{1 + x}{2 + x^2}}{\partial x} == 2 \frac{2 - 2 x - x^2}{(2 + x^2)^2}  #= wrong
check grad(abs(x), x) == sign(x)  #= right
check grad(abs(x), x) == abs(x)  #= wrong
check grad(x*abs(x), x) == 2*abs(x)  #= right
check \frac{\partial}{\partial x} x |x| == 2 |x|  #= right
check grad(log(abs(x)), x) == 1/x  #= right
check grad(log(abs(x)), x) == 1  #= wrong
check \frac{\partial \ln(|x|)}{\partial x} == \frac{1}{x}  #= right
check grad(erf(x), x) == 2/sqrt(pi)*exp(-x^2)  #= right
check grad(erfc(x), x) == -2/sqrt(pi)*exp(-x^2)  #= right
check grad(erfc(x), x) == -3 / sqrt(pi) * exp(-x ^ 2)  #= wrong
check grad(normal_cdf(x), x) == exp(-x^2/2)/sqrt(2*pi)  #= right
check grad(grad(sin(x), x), x) == -sin(x)  #= right
check grad(grad(sin(x), x), x) == 2*(-sin(x))  #= wrong
check \frac{\partial \frac{\partial \sin(x)}{\partial x}}{\partial x} == -\sin(x)  #= right
check grad(grad(exp(-x^2), x), x) == (4*x^2 - 2)*exp(-x^2)  #= right
check \frac{\partial}{\partial x} \frac{\partial}{\partial x} \exp\left(-x^2\right) == \left(4 x^2 - 2\right) \exp\left(-x^2\right)  #= right
check \frac{\partial}{\partial x} \frac{\partial}{\partial x} \exp\left(-x^2\right) == \left(4 x^2 - 3\right) \exp\left(-x^2\right)  #= wrong
check grad(grad(x^4, x), x) == 12*x^2  #= right
check grad(grad(x^4, x), x) == 2*(12*x^2)  #= wrong
check \frac{\partial \frac{\partial x^4}{\partial x}}{\partial x} == 12 x^2  #= right
check grad(grad(log(p), p), p) == -1/p^2  #= right
check \frac{\partial \frac{\partial \log(p)}{\partial p}}{\partial p} == \frac{-1}{p^{2}}  #= right
check grad(grad(tanh(x), x), x) == -2*tanh(x)*(1 - tanh(x)^2)  #= right
check grad(grad(tanh(x), x), x) == -2 * sigmoid(x) * (1 - tanh(x) ^ 2)  #= wrong
check \frac{\partial}{\partial x} \frac{\partial}{\partial x} \tanh\left(x\right) == -2 \tanh\left(x\right) \left(1 - \tanh^{2}\left(x\right)\right)  #= right
check grad(grad(sigmoid(x), x), x) == sigmoid(x)*(1 - sigmoid(x))*(1 - 2*sigmoid(x))  #= right
check \frac{\partial \frac{\partial \sigma(x)}{\partial x}}{\partial x} == \sigma(x) (1 - \sigma(x)) (1 - 2 \sigma(x))  #= right
check \frac{\partial \frac{\partial \sigma(x)}{\partial x}}{\partial x} == \sigma(x) (1 - \sigma(x)) (1 + 2 \sigma(x))  #= wrong
check grad(hypot(x, b), x) == x/hypot(x, b)  #= right
check grad(hypot(x, b), x) == 2*(x/hypot(x, b))  #= wrong
check grad(hypot(x, b), x) == x/sqrt(x^2 + b^2)  #= right
check grad(atan2(x, p), x) == p/(x^2 + p^2)  #= right
check grad(atan2(x, p), x) == p / p ^ 2  #= wrong
check grad(atan2(x, p), p) == -x/(x^2 + p^2)  #= right
check grad((x^2 + 1)^10, x) == 20*x*(x^2 + 1)^9  #= right
check grad((x^2 + 1)^10, x) == 20 * x * (x ^ 2) ^ 9  #= wrong
check \frac{\partial}{\partial x} \left(x^2 + 1\right)^{10} == 20 x \left(x^2 + 1\right)^9  #= right
check grad(p^b*v^c, p) == b*p^(b - 1)*v^c  #= right
check \frac{\partial p^b v^c}{\partial p} == b p^{b - 1} v^c  #= right
check grad(log(p*v), v) == 1/v  #= right
check grad(log(p*v), v) == -(1/v)  #= wrong
check \frac{\partial \log(p v)}{\partial v} == \frac{1}{v}  #= right
check grad(log(p/v), v) == -1/v  #= right
check \frac{\partial}{\partial v} \log\left(\frac{p}{v}\right) == \frac{-1}{v}  #= right
check \frac{\partial}{\partial v} \log\left(\frac{p}{v}\right) == -\frac{-1}{v}  #= wrong
check grad(x/(x^2 + p^2), x) == (p^2 - x^2)/(x^2 + p^2)^2  #= right
check grad(x/(x^2 + p^2), x) == p ^ 2 - x ^ 2  #= wrong
check \frac{\partial \frac{x}{x^2 + p^2}}{\partial x} == \frac{p^2 - x^2}{(x^2 + p^2)^2}  #= right
check grad(exp(-p)*p^3, p) == p^2*(3 - p)*exp(-p)  #= right
check \frac{\partial \exp(-p) p^{3}}{\partial p} == p^{2} (3 - p) \exp(-p)  #= right
check grad(sin(1/p), p) == -cos(1/p)/p^2  #= right
check grad(sin(1/p), p) == -cos(1 / p)  #= wrong
check \frac{\partial}{\partial p} \sin\left(\frac{1}{p}\right) == \frac{-\cos\left(\frac{1}{p}\right)}{p^2}  #= right
check grad(log(log(1 + p)), p) == 1/((1 + p)*log(1 + p))  #= right
check \frac{\partial \ln(\ln(1 + p))}{\partial p} == \frac{1}{(1 + p) \ln(1 + p)}  #= right
check \frac{\partial \ln(\ln(1 + p))}{\partial p} == \frac{1}{\ln(1 + p)}  #= wrong
check grad(sqrt(a^2 - u^2*a^2), u) == -a*u/sqrt(1 - u^2)  #= right
check grad(sqrt(a^2 - u^2*a^2), u) == 2*(-a*u/sqrt(1 - u^2))  #= wrong
check \frac{\partial \sqrt{a^{2} - u^{2} a^{2}}}{\partial u} == \frac{-a u}{\sqrt{1 - u^{2}}}  #= right
