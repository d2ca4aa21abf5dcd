module demo {
    requires chainrule;
    requires chainrule.interop;
}
