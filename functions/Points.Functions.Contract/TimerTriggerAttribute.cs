namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Runs a function on a schedule, given as NCRONTAB or as the name of an app setting between percent signs. Declared as
/// in the worker package, which replaces it.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    public string Schedule { get; } = schedule;

    public bool UseMonitor { get; set; } = true;

    public bool RunOnStartup { get; set; }
}
