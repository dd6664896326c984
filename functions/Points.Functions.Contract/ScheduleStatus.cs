namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// When a timer last ran and when it runs next. Declared as in the worker package, which replaces it.
/// </summary>
public class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
