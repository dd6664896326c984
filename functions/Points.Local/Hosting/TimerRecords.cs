using System.Text.Json;
using Microsoft.Extensions.Logging;
using Points.Local.Clock;

namespace Points.Local.Hosting;

/// <summary>
/// How far all timers have come, in one file of the data folder. A file that is damaged stops no start: each timer runs
/// once then, since one run too many changes nothing and one too few might.
/// </summary>
internal sealed partial class TimerRecords
{
    private const string FileName = "timers";

    private readonly Lock _gate = new();
    private readonly DataFolder _folder;
    private readonly ILogger _log;
    private readonly bool _isDamaged;
    private readonly Dictionary<string, TimerRecord> _records;

    private TimerRecords(DataFolder folder, ILogger log, Dictionary<string, TimerRecord>? records)
    {
        (_folder, _log, _isDamaged) = (folder, log, records is null);
        _records = new(records ?? [], StringComparer.OrdinalIgnoreCase);
    }

    public static TimerRecords Restore(DataFolder folder, ILogger log)
    {
        if (folder.Read(FileName) is not { } bytes)
            return new(folder, log, []);
        try
        {
            var records = JsonSerializer.Deserialize(bytes, LocalJson.Default.DictionaryStringTimerRecord);
            if (records is not null && records.Values.All(record => record is not null))
                return new(folder, log, records);
        }
        catch (JsonException)
        {
            // Told below.
        }
        Damaged(log, Path.Combine(folder.Path, FileName));
        return new(folder, log, null);
    }

    /// <summary>How far a timer has come. Nothing that is over was missed by one that starts here for the first time.</summary>
    public TimerRecord GetOrAdd(string timer, DateTimeOffset now)
    {
        lock (_gate)
            if (_records.TryGetValue(timer, out var record))
                return record;
        var first = new TimerRecord(null, _isDamaged ? LocalClock.Earliest : now);
        Save(timer, first);
        return first;
    }

    /// <summary>On disk when it returns. Where it cannot be written that is logged, and a restart may run the timer once more.</summary>
    public void Save(string timer, TimerRecord record)
    {
        lock (_gate)
        {
            _records[timer] = record;
            try
            {
                _folder.Write(
                    FileName,
                    JsonSerializer.SerializeToUtf8Bytes(_records, LocalJson.Default.DictionaryStringTimerRecord)
                );
            }
            catch (IOException fault)
            {
                CannotSave(_log, fault, timer);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} is damaged: every timer runs once now")]
    private static partial void Damaged(ILogger log, string file);

    [LoggerMessage(Level = LogLevel.Error, Message = "it cannot be kept when {Timer} has run")]
    private static partial void CannotSave(ILogger log, Exception fault, string timer);
}
