namespace Microsoft.Azure.Functions.Worker;

/// <summary>Declared as the worker declares it. When a timer runs and ran.</summary>
public class TimerInfo
{
    public ScheduleStatus? ScheduleStatus { get; set; }

    public bool IsPastDue { get; set; }
}
