# Prints the digests of three databases side by side: source, restored by blnk-backup, restored by pg_restore.
# Each line of the three files is a relation's name, rows and digest. Exits 1 when one differs or is absent.
FNR == 1 { file++ }
{
    content[file, $1] = $2 " " $3
    if (!($1 in rows)) { order[++count] = $1; rows[$1] = $2; digest[$1] = $3 }
}
END {
    line = "%-34s %10s  %-24s %-12s %s\n"
    printf line, "table", "rows", "digest", "blnk-backup", "pg_restore"
    for (n = 1; n <= count; n++) {
        name = order[n]
        first = verdict(2, name); second = verdict(3, name)
        if (first != "agrees" || second != "agrees") different++
        if (name ~ /^sequence /) sequences++
        else if (name != "large objects") tables++
        if (name !~ /^sequence / || first != "agrees" || second != "agrees")
            printf line, name, rows[name], digest[name], first, second
    }
    if (different > 0 || tables == 0 || file != 3) {
        printf "\n%d of %d differ\n", different, count
        exit 1
    }
    printf "\nall %d tables agree, and so do %d sequences and the large objects\n", tables, sequences
}
function verdict(file, name) {
    if (!((file, name) in content)) return "absent"
    return content[file, name] == content[1, name] ? "agrees" : "DIFFERS"
}
