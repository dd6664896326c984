using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>Refuses addresses over which a token or a notice would go unencrypted.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HttpsOnlyAttribute() : ValidationAttribute("must begin with https://")
{
    public override bool IsValid(object? value) => value is null or Uri { IsAbsoluteUri: true, Scheme: "https" };
}
