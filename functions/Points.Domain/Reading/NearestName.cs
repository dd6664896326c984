namespace Points.Domain.Reading;

/// <summary>Finds the name that a misspelt one was probably meant to be.</summary>
internal static class NearestName
{
    /// <summary>Longer names are not compared: the effort grows with the square of the length.</summary>
    private const int LengthMax = 64;

    /// <summary>
    /// The name with the fewest typing errors between it and <paramref name="text"/>, if they are at most a third of
    /// the letters. Capitals, hyphens and underscores do not count.
    /// </summary>
    /// <returns>Null if no name is near.</returns>
    public static string? Find(string text, IEnumerable<string> names)
    {
        if (text.Length > LengthMax)
            return null;
        var letters = LettersOf(text);
        return names
            .Select(name => (Name: name, Errors: CountErrors(letters, LettersOf(name))))
            .Where(it => it.Errors <= letters.Length / 3)
            .OrderBy(it => it.Errors)
            .Select(it => it.Name)
            .FirstOrDefault();
    }

    private static string LettersOf(string name) =>
        string.Concat(name.Where(c => c is not ('-' or '_')).Select(char.ToLowerInvariant));

    /// <summary>
    /// The number of letters to insert, remove, replace or swap with the next (the restricted Damerau–Levenshtein
    /// distance).
    /// </summary>
    private static int CountErrors(string a, string b)
    {
        var counts = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        for (var j = 0; j <= b.Length; j++)
        {
            if (i == 0 || j == 0)
            {
                counts[i, j] = i + j;
                continue;
            }
            var replaced = counts[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            counts[i, j] = Math.Min(replaced, Math.Min(counts[i - 1, j], counts[i, j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                counts[i, j] = Math.Min(counts[i, j], counts[i - 2, j - 2] + 1);
        }
        return counts[a.Length, b.Length];
    }
}
