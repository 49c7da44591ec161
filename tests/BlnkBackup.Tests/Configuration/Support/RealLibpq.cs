using System.Runtime.InteropServices;
using System.Text;

namespace BlnkBackup.Tests.Configuration.Support;

/// <summary>The machine's own libpq, asked how it reads a connection string (PQconninfoParse); nothing is connected to.</summary>
static class RealLibpq
{
    static readonly nint Library = NativeLibrary.TryLoad("libpq.so.5", out var library) ? library : 0;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    delegate nint ParseConnection(byte[] text, out nint error);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    delegate void Free(nint pointer);

    public static bool IsHere => Library != 0;

    /// <summary>What was given, by keyword; null where libpq refuses the text.</summary>
    public static SortedDictionary<string, string>? Parse(string text)
    {
        var options = Function<ParseConnection>("PQconninfoParse")(Encoding.UTF8.GetBytes(text + '\0'), out var error);
        if (error != 0) Function<Free>("PQfreemem")(error);
        if (options == 0) return null;
        var given = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // struct _PQconninfoOption: keyword, envvar, compiled, val, label, dispchar (pointers) and dispsize (int, padded).
        for (var option = options; Marshal.ReadIntPtr(option) is var keyword && keyword != 0; option += 7 * nint.Size)
            if (Marshal.ReadIntPtr(option, 3 * nint.Size) is var value && value != 0)
                given[Marshal.PtrToStringUTF8(keyword)!] = Marshal.PtrToStringUTF8(value)!;
        Function<Free>("PQconninfoFree")(options);
        return given;
    }

    static T Function<T>(string name) where T : Delegate =>
        Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(Library, name));
}

/// <summary>A fact that needs the machine's libpq.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class LibpqFactAttribute : FactAttribute
{
    public LibpqFactAttribute()
    {
        if (!RealLibpq.IsHere) Skip = "libpq.so.5 is not installed";
    }
}

/// <summary>A theory that needs the machine's libpq.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class LibpqTheoryAttribute : TheoryAttribute
{
    public LibpqTheoryAttribute()
    {
        if (!RealLibpq.IsHere) Skip = "libpq.so.5 is not installed";
    }
}
