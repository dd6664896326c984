using CsvHelper;
using Points.Cli.Client;

namespace Points.Cli.Importing;

/// <summary>Reads a file of purchases and cancellations row by row, so that its length does not matter.</summary>
internal sealed class PurchaseFile : IDisposable
{
    private static readonly CsvReaderOptions Rules = new()
    {
        TrimWhitespace = true,
        TrackLineNumbers = true,
        // A quote that is never closed must not swallow the rows after it.
        AllowLineBreaksInQuotes = false,
        MaxRecordSize = 64 * 1024,
    };

    private readonly CsvReader _csv;
    private readonly long _length;
    private int _order,
        _date,
        _customer,
        _amount;
    private long _position;

    private PurchaseFile(CsvReader csv, long length) => (_csv, _length) = (csv, length);

    /// <summary>How much of the file has been read, from 0 to 1.</summary>
    public double FractionRead => _length == 0 ? 1 : (double)Volatile.Read(ref _position) / _length;

    /// <exception cref="CommandException">The file cannot be read, or it lacks a column.</exception>
    public static PurchaseFile Open(string path, ColumnNames columns)
    {
        if (path.Length == 0)
            throw new CommandException("The file to import must have a name.");
        try
        {
            var file = new PurchaseFile(CsvReader.FromFile(path, Rules), new FileInfo(path).Length);
            try
            {
                file.FindColumns(path, columns);
                return file;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new CommandException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    public IEnumerable<SourceRow> Rows()
    {
        while (Advance())
            yield return new(
                _csv.LineNumber,
                _csv.GetString(_order),
                _csv.GetString(_date),
                _csv.GetString(_customer),
                _csv.GetString(_amount)
            )
            {
                // With too many or too few fields, the columns cannot be trusted.
                HasAllFields = _csv.FieldCount == _csv.Headers.Count,
            };
        Volatile.Write(ref _position, _length);
    }

    public void Dispose() => _csv.Dispose();

    private bool Advance()
    {
        try
        {
            Volatile.Write(ref _position, _csv.ByteOffset);
            return _csv.Read();
        }
        catch (Exception fault) when (fault is IOException or CsvFormatException)
        {
            throw new CommandException($"The file cannot be read after line {_csv.LineNumber}: {fault.Message}", fault);
        }
    }

    private void FindColumns(string path, ColumnNames columns)
    {
        _order = Index(columns.Order);
        _date = Index(columns.Date);
        _customer = Index(columns.Customer);
        _amount = Index(columns.Amount);

        int Index(string column) =>
            _csv.TryGetFieldIndex(column, out var index)
                ? index
                : throw new CommandException(
                    $"{path} has no column {column}; "
                        + "name its columns for order, date, customer and amount with --columns."
                );
    }
}
