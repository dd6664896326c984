namespace Microsoft.Azure.Functions.Worker;

/// <summary>Declared as the worker declares it.</summary>
public class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
