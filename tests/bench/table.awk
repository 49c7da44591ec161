# Reads "name, bytes" of the objects, then "name, wall, cpu, peak" of every run; prints medians and the ratios to each rival.
FNR == 1 { file++ }
file == 1 { bytes[$1] = $2; next }
!($1 in runs) { order[++names] = $1 }
{ runs[$1]++; wall[$1, runs[$1]] = $2; cpu[$1, runs[$1]] = $3; if ($4 > peak[$1]) peak[$1] = $4 }

function median(values, name, count,    sorted, i, j, swap) {
    for (i = 1; i <= count; i++) sorted[i] = values[name, i] + 0
    for (i = 1; i <= count; i++) for (j = i + 1; j <= count; j++) if (sorted[j] < sorted[i]) { swap = sorted[i]; sorted[i] = sorted[j]; sorted[j] = swap }
    return count % 2 ? sorted[(count + 1) / 2] : (sorted[count / 2] + sorted[count / 2 + 1]) / 2
}

END {
    printf "\n%-26s %8s %8s %9s %10s\n", "", "wall s", "CPU s", "peak MB", "object MB"
    for (i = 1; i <= names; i++) {
        name = order[i]
        w[name] = median(wall, name, runs[name]); c[name] = median(cpu, name, runs[name])
        printf "%-26s %8.2f %8.2f %9.0f %10s\n", name, w[name], c[name], peak[name], (name in bytes) ? sprintf("%.1f", bytes[name] / 1e6) : "-"
    }
    printf "\n%-26s %8s %8s %9s %10s\n", "blnk-backup as a share of", "wall", "CPU", "", "object"
    for (i = 3; i <= names; i++) {
        name = order[i]
        printf "%-26s %8.2f %8.2f %9s %10s\n", name, w[order[1]] / w[name], c[order[1]] / c[name], "", (name in bytes) ? sprintf("%.3f", bytes[order[1]] / bytes[name]) : "-"
    }
}
