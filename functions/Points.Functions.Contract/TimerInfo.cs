namespace Microsoft.Azure.Functions.Worker;

/// <summary>Describes the run of a timer. Declared as in the worker package, which replaces it.</summary>
public class TimerInfo
{
    public ScheduleStatus? ScheduleStatus { get; set; }

    public bool IsPastDue { get; set; }
}
