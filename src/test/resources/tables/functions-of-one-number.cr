# Right equations and their wrong twins, plain and in LaTeX
param x [], y [], p [] positive, u [] interval(-0.9, 0.9), q [] probability, k [] integer(1, 6)
check sigmoid(x) - sigmoid(-x) == tanh(x/2)  #= right
check sigmoid(x) - sigmoid(-x) == tanh(x)  #= wrong
check \sigma(x) - \sigma(-x) == \tanh(\frac{x}{2})  #= right
check \sigma(x) - \sigma(-x) == \tanh(2 x)  #= wrong
check grad(log(q/(1 - q)), q) == 1/(q*(1 - q))  #= right
check grad(log(q/(1 - q)), q) == 1/q - 1/(1 - q)  #= wrong
check \frac{d}{dq} \ln \frac{q}{1 - q} == \frac{1}{q (1 - q)}  #= right
check \frac{d}{dq} \ln \frac{q}{1 - q} == \frac{1}{q} - \frac{1}{1 - q}  #= wrong
check grad(atanh(u), u) == 1/(1 - u^2)  #= right
check grad(atanh(u), u) == 1/(1 + u^2)  #= wrong
check \operatorname{arctanh}(u) == \frac{1}{2} \ln \frac{1 + u}{1 - u}  #= right
check \operatorname{arctanh}(u) == \ln \frac{1 + u}{1 - u}  #= wrong
check sinh(x + y) == sinh(x)*cosh(y) + cosh(x)*sinh(y)  #= right
check sinh(x + y) == sinh(x)*cosh(y) - cosh(x)*sinh(y)  #= wrong
check \cosh(x + y) == \cosh x \cosh y + \sinh x \sinh y  #= right
check \cosh(x + y) == \cosh x \cosh y - \sinh x \sinh y  #= wrong
check grad(x*atan(x) - log(1 + x^2)/2, x) == atan(x)  #= right
check grad(x*atan(x) - log(1 + x^2)/2, x) == atan(x) + x/(1 + x^2)  #= wrong
check \frac{d}{dx} (x \arctan x - \frac{1}{2} \ln(1 + x^2)) == \arctan x  #= right
check \frac{d}{dx} (x \arctan x - \ln(1 + x^2)) == \arctan x  #= wrong
check grad(p*log(p) - p, p) == log(p)  #= right
check grad(p*log(p) - p, p) == log(p) + 1  #= wrong
check \frac{d}{dp} (p \ln p - p) == \ln p  #= right
check \frac{d}{dp} (p \ln p + p) == \ln p  #= wrong
check (1 - p^5)/(1 - p) == 1 + p + p^2 + p^3 + p^4  #= right
check (1 - p^5)/(1 - p) == 1 + p + p^2 + p^3 + p^4 + p^5  #= wrong
check x^4 - y^4 == (x - y)(x + y)(x^2 + y^2)  #= right
check x^4 - y^4 == (x - y)^2 (x^2 + y^2)  #= wrong
check grad(exp(x)*(sin(x) - cos(x))/2, x) == exp(x)*sin(x)  #= right
check grad(exp(x)*(sin(x) - cos(x))/2, x) == exp(x)*cos(x)  #= wrong
check \frac{d}{dx} \frac{e^x (\sin x + \cos x)}{2} == e^x \cos x  #= right
check \frac{d}{dx} \frac{e^x (\sin x + \cos x)}{2} == e^x \sin x  #= wrong
check grad(sqrt(1 + x^2), x) == x/sqrt(1 + x^2)  #= right
check grad(sqrt(1 + x^2), x) == 1/(2*sqrt(1 + x^2))  #= wrong
check \frac{d}{dx} \ln(x + \sqrt{1 + x^2}) == \frac{1}{\sqrt{1 + x^2}}  #= right
check \frac{d}{dx} \ln(x + \sqrt{1 + x^2}) == \frac{x}{\sqrt{1 + x^2}}  #= wrong
check softplus(x) - softplus(-x) == x  #= right
check softplus(x) + softplus(-x) == x  #= wrong
check \log(1 + e^x) - \log(1 + e^{-x}) == x  #= right
check \log(1 + e^x) + \log(1 + e^{-x}) == x  #= wrong
check grad(x^k, x) == k*x^(k - 1)  #= right
check grad(x^k, x) == (k - 1)*x^k  #= wrong
check \frac{d}{dx} (1 + x)^k == k (1 + x)^{k - 1}  #= right
check \frac{d}{dx} (1 + x)^k == k (1 + x)^k  #= wrong
check sin(x)^2 == (1 - cos(2*x))/2  #= right
check sin(x)^2 == (1 + cos(2*x))/2  #= wrong
check \cos x \cos y == \frac{\cos(x - y) + \cos(x + y)}{2}  #= right
check \cos x \cos y == \frac{\cos(x - y) - \cos(x + y)}{2}  #= wrong
check maximum(x, y) == (x + y + abs(x - y))/2  #= right
check maximum(x, y) == (x + y - abs(x - y))/2  #= wrong
check \max(x, y) + \min(x, y) == x + y  #= right
check \max(x, y) - \min(x, y) == x - y  #= wrong
check maximum(x, y)*minimum(x, y) == x*y  #= right
check maximum(x, y)*minimum(x, y) == x^2  #= wrong
check \max(x, y) - \min(x, y) == |x - y|  #= right
check \max(x, y) - \min(x, y) == |x + y|  #= wrong
check grad(x*normal_cdf(x) + normal_pdf(x), x) == normal_cdf(x)  #= right
check grad(x*normal_cdf(x) + normal_pdf(x), x) == normal_cdf(x) + x*normal_pdf(x)  #= wrong
check \frac{d}{dx} \frac{x}{1 + |x|} == \frac{1}{(1 + |x|)^2}  #= right
check \frac{d}{dx} \frac{x}{1 + |x|} == \frac{1}{1 + |x|}  #= wrong
check relu(x) - relu(-x) == x  #= right
check relu(x) + relu(-x) == x  #= wrong
check \frac{d}{dx} \frac{1 - e^{-x}}{1 + e^{-x}} == \frac{2 e^{-x}}{(1 + e^{-x})^2}  #= right
check \frac{d}{dx} \frac{1 - e^{-x}}{1 + e^{-x}} == \frac{e^{-x}}{(1 + e^{-x})^2}  #= wrong
