namespace Microsoft.Azure.Functions.Worker;

/// <summary>Declared as in the worker package. When a timer last ran and runs next.</summary>
public class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
