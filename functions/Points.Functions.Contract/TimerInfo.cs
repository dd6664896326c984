namespace Microsoft.Azure.Functions.Worker;

/// <summary>Declared as in the worker package. Describes the run of a timer.</summary>
public class TimerInfo
{
    public ScheduleStatus? ScheduleStatus { get; set; }

    public bool IsPastDue { get; set; }
}
