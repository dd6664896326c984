using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>The Service Bus namespace. The app's sender and the queue triggers use it.</summary>
public sealed class ServiceBusOptions
{
    public const string Section = "ServiceBus";

    /// <summary>For example <c>namespace.servicebus.windows.net</c>.</summary>
    [Required]
    public string? FullyQualifiedNamespace { get; init; }
}
