module demo {
    requires chainrule;
}
