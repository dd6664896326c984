using Points.Cli.Files;
using Points.Cli.Hosts;

namespace Points.Cli.Tables;

/// <summary>
/// Finds the separator of a table: the one with which the header has the columns that the command needs.
/// </summary>
internal static class TableFinder
{
    public const string Option = "--separator";
    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>A separator that was given, with the option or the mapping that gave it.</summary>
    public sealed record Given(char Separator, string Source);

    /// <param name="needed">For each column that is needed, the names it may have.</param>
    /// <returns>The form, and how its separator was found.</returns>
    /// <exception cref="CommandException">With no separator, the header has the columns.</exception>
    public static (TableForm Form, string Reason) Find(
        InputFile file,
        FileEncoding encoding,
        Quotes quotes,
        Given? given,
        IReadOnlyList<IReadOnlyList<string>> needed
    )
    {
        var line = SeparatorLine(file, encoding);
        if (line is { } named && given is not null && given.Separator != named)
            throw new CommandException(
                $"The first line of {file.Path} names {TableForm.NameOf(named)} as the separator, which contradicts "
                    + $"{Option}."
            );
        var known = line ?? given?.Separator;
        var reason = line is not null ? "the first line names it" : given?.Source ?? "the header has the columns";
        var found = (known is { } one ? [one] : Candidates)
            .Select(separator => new TableForm(encoding, separator, line is not null, quotes))
            .Select(form => (Form: form, Header: HeaderOf(file, form, isSure: known is not null)))
            .OrderByDescending(it => needed.Count(names => names.Any(name => it.Header.Find(name) is not null)))
            .ThenByDescending(it => it.Header.Names.Count)
            .First();
        Check(file, found.Header, needed);
        return (found.Form, reason);
    }

    private static void Check(InputFile file, Header header, IReadOnlyList<IReadOnlyList<string>> needed)
    {
        if (header.Repeated is { } repeated)
            throw new CommandException($"{file.Path} has two columns {repeated}: rename or remove one.");
        if (needed.FirstOrDefault(names => names.All(name => header.Find(name) is null)) is { } missing)
            throw new CommandException(
                $"{file.Path} has no column {string.Join(" or ", missing)}. Its columns are "
                    + $"{Shorten(string.Join(", ", header.Names))}. Name the columns with --columns or --mapping, or "
                    + $"the separator with {Option}."
            );
    }

    /// <param name="isSure">
    /// Whether the separator is known. With a wrong one, text seems to follow a closing quote.
    /// </param>
    private static Header HeaderOf(InputFile file, TableForm form, bool isSure)
    {
        try
        {
            using var table = Table.Open(file, form);
            return table.Header;
        }
        catch (CommandException) when (!isSure && form.Separator != Candidates[0])
        {
            return new([]);
        }
        catch (CommandException fault) when (!isSure && fault.InnerException is not null)
        {
            return new([]);
        }
    }

    /// <summary>Reads a first line such as <c>sep=;</c>.</summary>
    private static char? SeparatorLine(InputFile file, FileEncoding encoding)
    {
        using var text = encoding.Open(file);
        var start = new char[16];
        var line = new string(start, 0, text.ReadBlock(start)).Split('\r', '\n')[0].Trim(' ', '"');
        return line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.Length == 5 && line[4] < 128
            ? line[4]
            : null;
    }

    private static string Shorten(string names)
    {
        const int lengthMax = 300;
        return names.Length <= lengthMax ? names : names[..lengthMax] + "…";
    }
}
