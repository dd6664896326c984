using System.Globalization;
using CsvHelper;

namespace Points.Local.Importing;

/// <summary>Keeps the refused rows with the reason, for those who have to mend or explain them.</summary>
internal sealed class RefusedFile : IAsyncDisposable
{
    private readonly CsvWriter _csv;
    private readonly Lock _lock = new();

    private RefusedFile(CsvWriter csv) => _csv = csv;

    public static RefusedFile Create(string path)
    {
        try
        {
            var file = new RefusedFile(CsvWriter.ToFile(path));
            file._csv.WriteRecord("line", "order", "date", "customer", "amount", "code", "reason");
            return file;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"{path} cannot be written: {fault.Message}", fault);
        }
    }

    public void Add(SourceRow row, string code, string why)
    {
        lock (_lock) _csv.WriteRecord(row.Line.ToString(CultureInfo.InvariantCulture), row.Order, row.Date, row.Customer, row.Amount, code, why);
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}
