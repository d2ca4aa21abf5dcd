module demo {
    requires chainrule;
    requires chainrule.extras;
}
