using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>Refuses addresses without HTTPS: tokens and notices must be encrypted in transit.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HttpsOnlyAttribute() : ValidationAttribute("must begin with https://")
{
    public override bool IsValid(object? value) => value is null or Uri { IsAbsoluteUri: true, Scheme: "https" };
}
