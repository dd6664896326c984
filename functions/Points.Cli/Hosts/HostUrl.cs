using System.CommandLine.Parsing;

namespace Points.Cli.Hosts;

/// <summary>Parses the URL of a host, to which tokens may be sent.</summary>
internal static class HostUrl
{
    public static Uri? Parse(ArgumentResult argument)
    {
        if (
            !Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            || url.UserInfo.Length + url.Query.Length + url.Fragment.Length > 0
        )
            return Refuse(argument, "--url must be the URL of a host, such as https://points.example.com.");
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            return Refuse(
                argument,
                "--url must start with https, because http to another machine would show the token to everyone on "
                    + "the way."
            );
        // Without the slash, a relative path would replace the last part of the URL's path.
        return url.AbsolutePath.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
    }

    private static Uri? Refuse(ArgumentResult argument, string reason)
    {
        argument.AddError(reason);
        return null;
    }
}
