namespace BlnkBackup.Api.Errors;

/// <summary>The body of every answer that is not a success, of the shape that Blnk's own errors have.</summary>
/// <param name="Error">What went wrong, in general.</param>
/// <param name="ErrorDetail">The same in particular.</param>
internal sealed record ErrorBody(ErrorObject Error, ErrorObject ErrorDetail);

/// <summary>One error.</summary>
/// <param name="Code">A word for programs.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Details">Why, and what to do.</param>
internal sealed record ErrorObject(string Code, string Message, ErrorDetails Details);

/// <summary>Why, and what to do.</summary>
/// <param name="Kind">The kind of failure: a name to catch by.</param>
/// <param name="Reason">What failed and where.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record ErrorDetails(string Kind, string Reason, string Remedy);
