using CsvHelper;
using Points.Cli.Files;
using Points.Cli.Hosts;

namespace Points.Cli.Tables;

/// <summary>Reads a file as a table (RFC 4180), row by row, so that its length does not matter.</summary>
internal sealed class Table : IDisposable
{
    private const int RowBytesMax = 1024 * 1024,
        ColumnsMax = 1_000;

    private readonly CsvReader _csv;
    private readonly InputFile _file;
    private readonly int _linesBefore;

    private Table(CsvReader csv, InputFile file, int linesBefore)
    {
        (_csv, _file, _linesBefore) = (csv, file, linesBefore);
        Header = new(ReadHeader());
    }

    public Header Header { get; }

    /// <exception cref="CommandException">The file has no header.</exception>
    public static Table Open(InputFile file, TableForm form)
    {
        var text = form.Encoding.Open(file);
        if (form.HasSeparatorLine)
            text.ReadLine();
        var csv = CsvReader.Create(text, RulesOf(form));
        try
        {
            return new(csv, file, form.HasSeparatorLine ? 1 : 0);
        }
        catch
        {
            csv.Dispose();
            throw;
        }
    }

    /// <summary>Reads the rows. Lines without any text are no rows.</summary>
    /// <exception cref="CommandException">The quotes of a row are not balanced.</exception>
    public IEnumerable<TableRow> Rows()
    {
        while (Read())
        {
            var fields = Fields();
            if (Array.Exists(fields, it => !string.IsNullOrWhiteSpace(it)))
                yield return RowOf(fields);
        }
    }

    public void Dispose() => _csv.Dispose();

    /// <summary>Empty fields after the last column carry nothing.</summary>
    private TableRow RowOf(string[] fields)
    {
        var count = fields.Length;
        while (count > Header.Names.Count && string.IsNullOrWhiteSpace(fields[count - 1]))
            count--;
        return new(_csv.LineNumber + _linesBefore, fields[..count], count == Header.Names.Count);
    }

    private string[] Fields()
    {
        var fields = new string[_csv.FieldCount];
        for (var at = 0; at < fields.Length; at++)
            fields[at] = _csv.GetString(at);
        return fields;
    }

    private string[] ReadHeader()
    {
        if (!Read())
            throw new CommandException($"{_file.Path} is empty: it has no header.");
        return _csv.FieldCount <= ColumnsMax
            ? Fields()
            : throw new CommandException($"{_file.Path} has more than {ColumnsMax} columns.");
    }

    private bool Read()
    {
        try
        {
            return _csv.Read();
        }
        catch (CsvFormatException fault)
        {
            var line = Math.Max(fault.LineNumber, _csv.LineNumber) + _linesBefore;
            throw new CommandException(
                $"Line {line} of {_file.Path} has a double quote that does not enclose a whole field, or encloses too "
                    + "much: correct it, or say with --quotes literal that quotes enclose nothing.",
                fault
            );
        }
    }

    private static CsvReaderOptions RulesOf(TableForm form) =>
        new()
        {
            HasHeader = false,
            Separator = form.Separator,
            Mode = form.Quotes == Quotes.Enclose ? CsvMode.Rfc4180 : CsvMode.NoEscape,
            MalformedData = CsvMalformedDataHandling.Throw,
            TrimWhitespace = form.Separator != '\t',
            TrackLineNumbers = true,
            MaxRecordSize = RowBytesMax,
        };
}
