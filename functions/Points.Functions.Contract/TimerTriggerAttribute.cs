namespace Microsoft.Azure.Functions.Worker;

/// <summary>Declared as the worker declares it. Runs a function by a schedule, given as NCRONTAB or as an app setting's name between percent signs.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    public string Schedule { get; } = schedule;

    public bool UseMonitor { get; set; } = true;

    public bool RunOnStartup { get; set; }
}
