using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;

namespace Points.Shared;

/// <summary>Parses option values and reports an invalid value in one sentence.</summary>
internal static class OptionParsers
{
    /// <summary>Parses a whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public static Func<ArgumentResult, int> WholeNumber(string option, int min, int max) =>
        argument =>
        {
            if (
                int.TryParse(Text(argument), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                && value >= min
                && value <= max
            )
                return value;
            argument.AddError(
                string.Create(CultureInfo.InvariantCulture, $"{option} must be a whole number from {min} to {max}.")
            );
            return min;
        };

    /// <summary>Parses one of the given words, in any case.</summary>
    public static Func<ArgumentResult, T> OneOf<T>(string option, params T[] choices)
        where T : struct, Enum =>
        argument =>
        {
            foreach (var choice in choices)
                if (Text(argument).Equals(choice.ToString(), StringComparison.OrdinalIgnoreCase))
                    return choice;
            var words = choices.Select(choice => choice.ToString().ToLowerInvariant());
            argument.AddError($"{option} must be one of {string.Join(", ", words)}.");
            return default;
        };

    /// <param name="parse">Returns null for an invalid text.</param>
    public static Func<ArgumentResult, T?> Parsed<T>(Func<string, T?> parse, string error)
        where T : class =>
        argument =>
        {
            var value = parse(Text(argument));
            if (value is null)
                argument.AddError(error);
            return value;
        };

    /// <param name="parse">Returns null for an invalid text.</param>
    public static Func<ArgumentResult, T?> ParsedValue<T>(Func<string, T?> parse, string error)
        where T : struct =>
        argument =>
        {
            var value = parse(Text(argument));
            if (value is null)
                argument.AddError(error);
            return value;
        };

    /// <summary>Parses a name of an enum, written like <c>same-number</c>.</summary>
    public static Func<ArgumentResult, T?> Word<T>(string option)
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().ToDictionary(it => JsonNamingPolicy.KebabCaseLower.ConvertName(it.ToString()));
        return ParsedValue<T>(
            text => words.TryGetValue(text, out var value) ? value : null,
            $"{option} must be one of {string.Join(", ", words.Keys)}."
        );
    }

    private static string Text(ArgumentResult argument) => argument.Tokens[0].Value;
}
