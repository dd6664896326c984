namespace Points.Cli.Verifying;

/// <summary>What the documents of a file say together. Their signatures are checked before they are added.</summary>
internal interface ISignedContent
{
    /// <summary>The type of all documents of the file.</summary>
    string Type { get; }

    /// <exception cref="SignedFileFault">It does not belong here, or contradicts itself.</exception>
    void Add(ReadOnlyMemory<byte> payload, LineInFile line);

    /// <returns>What the file proves, in one sentence.</returns>
    /// <exception cref="SignedFileFault">Something is missing, or contradicts the rest.</exception>
    string Conclude(string path);
}

/// <summary>Where a document is in the file.</summary>
/// <param name="What">For messages, such as <c>Line 3 of may.jws</c>.</param>
/// <param name="Number">From 1.</param>
/// <param name="Previous">The digest of the line before; null on the first.</param>
internal sealed record LineInFile(string What, int Number, string? Previous)
{
    /// <summary>Checks that a page belongs where it is.</summary>
    /// <exception cref="SignedFileFault">It is another page, or of another file.</exception>
    public void Expect(int page, string? previous, bool isAfterLast)
    {
        if (isAfterLast)
            throw new SignedFileFault($"{What} comes after the last page.");
        if (page != Number)
            throw new SignedFileFault(
                FormattableString.Invariant($"{What} is page {page}: page {Number} is missing, or pages are exchanged.")
            );
        if (previous != Previous)
            throw new SignedFileFault($"{What} does not follow the page before it: one of them is of another file.");
    }
}
