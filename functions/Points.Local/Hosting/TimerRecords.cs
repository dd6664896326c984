using System.Text.Json;
using Microsoft.Extensions.Logging;
using Points.Local.Clock;

namespace Points.Local.Hosting;

/// <summary>
/// The progress of all timers, in one file of the data folder. The host starts even if the file is damaged. Then every
/// timer runs once, because an extra run is harmless and a missing run may not be.
/// </summary>
internal sealed partial class TimerRecords
{
    private const string FileName = "timers";

    private readonly Lock _lock = new();
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
            // Logged below.
        }
        Damaged(log, Path.Combine(folder.Path, FileName));
        return new(folder, log, null);
    }

    /// <summary>The record of a timer. A new timer starts now: it has missed no earlier scheduled time.</summary>
    public TimerRecord GetOrAdd(string timer, DateTimeOffset now)
    {
        lock (_lock)
            if (_records.TryGetValue(timer, out var record))
                return record;
        var first = new TimerRecord(null, _isDamaged ? LocalClock.Earliest : now);
        Save(timer, first);
        return first;
    }

    /// <summary>
    /// Writes a record to disk before it returns. A write error is only logged; the timer may then run once more after
    /// a restart.
    /// </summary>
    public void Save(string timer, TimerRecord record)
    {
        lock (_lock)
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} is damaged; every timer runs once now")]
    private static partial void Damaged(ILogger log, string file);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not record the last run of {Timer}")]
    private static partial void CannotSave(ILogger log, Exception fault, string timer);
}
