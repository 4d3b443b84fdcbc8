# Each line of a text file as a C string literal. `?` is escaped because ISO C
# reads "??/" and its kin as trigraphs.
s/[\\"?]/\\&/g
s/^/	"/
s/$/\\n"/
