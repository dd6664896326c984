using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>The Service Bus namespace, of the app's own sender and of the triggers on its queues.</summary>
public sealed class ServiceBusOptions
{
    public const string Section = "ServiceBus";

    /// <summary>As <c>namespace.servicebus.windows.net</c>.</summary>
    [Required]
    public string? FullyQualifiedNamespace { get; init; }
}
