"""The accessibility bus's numbers for roles and states, as names, and which roles are worth an element."""

from collections.abc import Sequence


def _names(text: str) -> list[str]:
    return text.split(",")


ROLES = _names(
    "invalid,accelerator label,alert,animation,arrow,calendar,canvas,check box,check menu item,color chooser,column header,combo box,date editor,"
    "desktop icon,desktop frame,dial,dialog,directory pane,drawing area,file chooser,filler,focus traversable,font chooser,frame,glass pane,"
    "html container,icon,image,internal frame,label,layered pane,list,list item,menu,menu bar,menu item,option pane,page tab,page tab list,panel,"
    "password text,popup menu,progress bar,push button,radio button,radio menu item,root pane,row header,scroll bar,scroll pane,separator,slider,"
    "spin button,split pane,status bar,table,table cell,table column header,table row header,tearoff menu item,terminal,text,toggle button,tool bar,"
    "tool tip,tree,tree table,unknown,viewport,window,extended,header,footer,paragraph,ruler,application,autocomplete,edit bar,embedded,entry,chart,"
    "caption,document frame,heading,page,section,redundant object,form,link,input method window,table row,tree item,document spreadsheet,"
    "document presentation,document text,document web,document email,comment,list box,grouping,image map,notification,info bar,level bar,title bar,"
    "block quote,audio,video,definition,article,landmark,log,marquee,math,rating,timer,static,math fraction,math root,subscript,superscript,"
    "description list,description term,description value,footnote,content deletion,content insertion,mark,suggestion,push button menu,switch"
)
"""Role names by AtspiRole number."""

STATES = _names(
    "invalid,active,armed,busy,checked,collapsed,defunct,editable,enabled,expandable,expanded,focusable,focused,has-tooltip,horizontal,iconified,"
    "modal,multi-line,multiselectable,opaque,pressed,resizable,selectable,selected,sensitive,showing,single-line,stale,transient,vertical,visible,"
    "manages-descendants,indeterminate,required,truncated,animated,invalid-entry,supports-autocompletion,selectable-text,is-default,visited,"
    "checkable,has-popup,read-only"
)
"""State names by AtspiStateType number."""

POPUPS = frozenset({"window", "popup menu", "menu", "combo box", "list", "tool tip", "alert", "notification"})
"""Roles of top-level objects that are no window of the window manager's."""

TEXTS = frozenset({"text", "entry", "password text", "terminal", "document text", "spin button", "edit bar", "autocomplete"})
"""Roles whose value is their text."""

ITEMS = frozenset({"icon", "list item", "table cell", "tree item"})
"""Roles of things in a list: worth an element when they have a name, which may be their text."""

VALUES = frozenset({"slider", "dial", "progress bar", "level bar", "scroll bar", "rating"})
"""Roles whose value is a number."""

ACTIONABLE = TEXTS | frozenset(
    _names(
        "check box,check menu item,combo box,color chooser,date editor,dial,icon,link,list item,menu,menu item,page tab,push button,push button menu,"
        "radio button,radio menu item,slider,switch,table cell,table column header,column header,tearoff menu item,toggle button,tree item"
    )
)
"""Roles one can do something with."""

READABLE = frozenset(_names("label,heading,paragraph,static,status bar,caption,info bar,notification,tool tip,alert,progress bar,level bar"))
"""Roles one can read, worth an element when there is something to read."""


def role_name(number: int) -> str:
    """The name of a role; "unknown" for numbers from the future."""
    return ROLES[number] if 0 <= number < len(ROLES) else "unknown"


def state_names(words: Sequence[int]) -> frozenset[str]:
    """The names of the states that are set in the two 32-bit words of a state set."""
    bits = sum(word << (32 * place) for place, word in enumerate(words))
    return frozenset(name for number, name in enumerate(STATES) if bits >> number & 1)
