# The table of docs/layers.md, made of the tab-separated scores: a line for each layer and file.
BEGIN { FS = "\t"; print "| layer | file | scores |"; print "| --- | --- | --- |" }
NR == 1 { next }
{
    key = "| " $1 " | " $2 " | "
    if (key != last) { if (line) print line " |"; line = key $3 " " $4; last = key }
    else line = line ", " $3 " " $4
}
END { if (line) print line " |" }
